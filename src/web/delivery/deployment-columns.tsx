import { Link } from '@tanstack/react-router';
import type { DeploymentRow } from '../../api/delivery.ts';
import { formatInstant, formatLength } from '../format.ts';
import type { Column } from '../parts/rows-table.tsx';

const SHOWN_ITEMS = 4;

/** Columns of the table of deployments. */
export function deploymentColumns({
  stream,
  timeZone,
}: {
  readonly stream: string;
  readonly timeZone: string;
}): readonly Column<DeploymentRow>[] {
  return [
    {
      id: 'at',
      header: 'Finished',
      width: 150,
      value: (row) => row.at,
      show: (row) => formatInstant(row.at, timeZone),
    },
    {
      id: 'id',
      header: 'Deployment',
      width: 150,
      value: (row) => row.id,
      show: (row) =>
        row.url === null ? (
          shortId(row.id)
        ) : (
          <a href={row.url} rel="noreferrer" target="_blank">
            {shortId(row.id)}
          </a>
        ),
    },
    {
      id: 'environment',
      header: 'Environment',
      width: 110,
      value: (row) => row.environment,
      show: (row) => row.environment,
    },
    { id: 'outcome', header: 'Outcome', width: 190, value: outcomeOf, show: outcomeOf },
    {
      id: 'changes',
      header: 'Changes',
      width: 84,
      isNumber: true,
      value: (row) => row.changes,
      show: (row) => row.changes ?? 'not known',
    },
    {
      id: 'items',
      header: 'Items',
      width: 220,
      grows: true,
      value: (row) => row.items.join(' '),
      show: (row) => (
        <>
          {row.items.slice(0, SHOWN_ITEMS).map((item) => (
            <span key={item}>
              <Link to="/streams/$stream/items/$item" params={{ stream, item }}>
                {item}
              </Link>{' '}
            </span>
          ))}
          {row.items.length > SHOWN_ITEMS && `and ${row.items.length - SHOWN_ITEMS} more`}
        </>
      ),
    },
    {
      id: 'incidents',
      header: 'Incidents',
      width: 220,
      value: ({ incidents, at }) =>
        incidents.map((incident) => `${incident.title}${circumstances(incident, at)}`).join('; '),
      show: ({ incidents, at }) =>
        incidents.map((incident) => (
          <span key={incident.id}>
            {incident.url === null ? (
              incident.title
            ) : (
              <a href={incident.url} rel="noreferrer" target="_blank">
                {incident.title}
              </a>
            )}
            {circumstances(incident, at)}{' '}
          </span>
        )),
    },
  ];
}

/** The kind stands in the header. */
function shortId(id: string): string {
  return id.replace(/^deployment:/, '');
}

function outcomeOf({ status, isRollback, isBaseline }: DeploymentRow): string {
  return [status, isRollback ? 'rollback' : '', isBaseline ? 'first known' : '']
    .filter((word) => word !== '')
    .join(', ');
}

/** How it was tied to the deployment, where that was inferred, and how long it lasted: ` (inferred), over after 2.1 h`. */
function circumstances({ isInferred, restoredAt }: DeploymentRow['incidents'][number], at: string): string {
  const after =
    restoredAt === null ? '' : `, over after ${formatLength((Date.parse(restoredAt) - Date.parse(at)) / 1000)}`;
  return `${isInferred ? ' (inferred)' : ''}${after}`;
}
