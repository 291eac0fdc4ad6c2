import type { ReactNode } from 'react';
import type { StatusRef, StreamDocument } from '../../flow/stream/document.ts';
import type { Matchers } from '../../flow/stream/rules.ts';
import page from '../pages/page.module.css';
import style from './map.module.css';

interface Props {
  readonly document: StreamDocument;
  /** Goes to a key in the document's text. */
  readonly onChange: (key: string) => void;
}

/** What the document says beside its steps, in words; each part leads to its place in the text. */
export function Rules({ document, onChange }: Props): ReactNode {
  return (
    <section>
      <h2 className={page.subtitle} style={{ marginBottom: 10 }}>
        Rules of {document.stream}
      </h2>
      <div className={style.rules}>
        {partsOf(document).map(({ key, name, lines }) => (
          <section key={key}>
            <h3>
              {name}
              <button
                type="button"
                onClick={() => onChange(key)}
                aria-label={`Change ${name.toLowerCase()} in the document`}
              >
                change
              </button>
            </h3>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

interface Part {
  readonly key: keyof StreamDocument;
  readonly name: string;
  readonly lines: readonly string[];
}

function partsOf(document: StreamDocument): readonly Part[] {
  const { items, levels, kinds, teams, resolutions, blocked, applications, options, daysOff, flowItem } = document;
  return [
    {
      key: 'items',
      name: 'What belongs to the stream',
      lines: items === undefined ? ['every item of the history'] : items.map((rule) => conditions(rule)),
    },
    {
      key: 'levels',
      name: 'Levels',
      lines: [...levels.map(({ level, ...rule }) => `${conditions(rule)} › ${level}`), `a flow item is a ${flowItem}`],
    },
    {
      key: 'kinds',
      name: 'Kinds',
      lines: orNone(
        kinds.map(({ kind, ...rule }) => `${conditions(rule)} › ${kind}`),
        'no rule: every item is unmapped',
      ),
    },
    {
      key: 'teams',
      name: 'Teams',
      lines: orNone(
        teams.map(({ team, type: _type, ...rule }) => `${conditions(rule, 'as the source says')} › ${team}`),
        'as the source says',
      ),
    },
    {
      key: 'resolutions',
      name: 'Resolutions that mean cancelled',
      lines: [resolutions.cancelled.join(', ') || 'none'],
    },
    {
      key: 'blocked',
      name: 'What means blocked',
      lines: [
        `the flag ${blocked.flag}`,
        ...(blocked.statuses.length === 0 ? [] : [`the statuses ${blocked.statuses.map(statusName).join(', ')}`]),
        ...(blocked.links.length === 0 ? [] : [`links of type ${blocked.links.join(', ')}`]),
      ],
    },
    {
      key: 'applications',
      name: 'Applications that deliver it',
      lines: applications?.map(applicationInWords) ?? ['none yet: the page Delivery offers what sources told of'],
    },
    {
      key: 'options',
      name: 'Options',
      lines: [
        `stalled after ${options.stalledAfterDays} days without a move`,
        options.restartOnReturnToNew
          ? 'the clock begins anew when work returns to a new step'
          : 'the clock goes on when work returns to a new step',
        `work to keep things running: ${options.runWork.join(', ') || 'none'}`,
        `share of capacity for innovation: ${Math.round(options.innovationShare * 100)} %`,
        options.deletedItems === 'keep' ? 'deleted items stay in past figures' : 'deleted items leave past figures',
      ],
    },
    {
      key: 'daysOff',
      name: 'Days off, for forecasts',
      lines: orNone(
        [
          daysOff.weekdays.join(', '),
          daysOff.dates.length === 0
            ? ''
            : `${daysOff.dates.length} ${daysOff.dates.length === 1 ? 'date' : 'dates'} from ${daysOff.dates.toSorted()[0]}`,
        ].filter((line) => line !== ''),
        'none',
      ),
    },
  ];
}

function orNone(lines: readonly string[], none: string): readonly string[] {
  return lines.length === 0 ? [none] : lines;
}

function conditions(rule: Matchers, otherwise = 'everything else'): string {
  const { field, ...words } = rule;
  const parts = Object.entries(words).flatMap(([name, values]) =>
    values === undefined ? [] : [`${name} ${values.join(' or ')}`],
  );
  for (const [name, values] of Object.entries(field ?? {})) parts.push(`${name} ${values.join(' or ')}`);
  return parts.join(' and ') || otherwise;
}

function applicationInWords({
  name,
  repo,
  path,
  environment,
}: NonNullable<StreamDocument['applications']>[number]): string {
  const where = [
    repo === undefined ? null : `from ${repo.join(', ')}`,
    path === undefined ? null : `under ${path.join(', ')}`,
    environment === undefined ? null : `to ${environment.join(', ')}`,
  ].filter((part) => part !== null);
  return [name, ...where].join(' ');
}

function statusName(status: StatusRef): string {
  return status.name ?? status.id ?? '';
}
