import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask } from '../client.ts';
import { draftOf, newDraft } from '../outcomes/form/draft.ts';
import { OutcomeForm } from '../outcomes/form/outcome-form.tsx';
import { outcomeQuery, outcomesQuery } from '../outcomes/outcome-queries.ts';
import style from '../outcomes/outcomes.module.css';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { itemQuery } from '../queries.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const newRoute = getRouteApi('/outcomes/new');
const editRoute = getRouteApi('/outcomes/$id/edit');
const WITHIN = { to: '/outcomes', name: 'Outcomes' } as const;

/** A new outcome, standing alone or for an initiative or epic that the address names. */
export function NewOutcomePage(): ReactNode {
  const { source, item, stream } = newRoute.useSearch();
  const navigate = useNavigate();
  const isFor = source !== undefined && item !== undefined;
  const asked = useQuery({
    ...itemQuery(stream ?? '', item ?? '', source, {}),
    enabled: isFor && stream !== undefined,
  });
  const { data: known } = useQuery({ ...outcomesQuery, enabled: isFor });
  // What stands alone has no work that another outcome could be about.
  const other = isFor
    ? known?.outcomes.find(({ subject }) => subject?.source === source && subject?.item === item)
    : undefined;
  const isWaiting = asked.isLoading;
  const row = asked.data?.row;
  const subject = isFor ? { source, item } : null;
  const name = row === undefined ? item : `${item} ${row.title}`;
  return (
    <>
      <PageTop title="State an outcome" stream={null} within={WITHIN} isSample={false} hasWindow={false} />
      <div className={page.page}>
        <Lead
          words={[
            {
              text: isFor
                ? `What should ${name ?? 'this work'} change, and for whom?`
                : 'What should be different, and for whom?',
            },
          ]}
          stream={null}
        />
        {other !== undefined && (
          <p className={style.quiet}>
            It has an outcome already:{' '}
            <Link to="/outcomes/$id" params={{ id: other.id }} className={style.link}>
              {other.title}
            </Link>
            .
          </p>
        )}
        {asked.error !== null && <ErrorNote error={asked.error} what={`The item ${item ?? ''}`} />}
        {isWaiting ? (
          <Loading height={640} label="The form" />
        ) : (
          <OutcomeForm
            begin={newDraft({
              subject,
              stream: stream ?? null,
              team: row?.team ?? null,
              ...(row === undefined ? {} : { title: row.title.slice(0, 200) }),
            })}
            isDebt={row?.kind === 'debt'}
            save={(body) => ask('post /api/outcomes', { body })}
            onSaved={(id) => void navigate({ to: '/outcomes/$id', params: { id } })}
            saveName="State the outcome"
          />
        )}
      </div>
    </>
  );
}

/** The same form on a further version of an outcome. */
export function EditOutcomePage(): ReactNode {
  const { id } = editRoute.useParams();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({ ...outcomeQuery(id), refetchOnMount: 'always' });
  return (
    <>
      <PageTop
        title="Edit an outcome"
        stream={null}
        within={WITHIN}
        isSample={data?.row.isSample ?? false}
        hasWindow={false}
      />
      {error !== null && <ErrorNote isPage error={error} what="The outcome" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={640} label="The form" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead
            words={[
              {
                text: data.isLocked
                  ? `The work began${data.row.isAfterStart ? ' before this was stated' : ''}: version ${data.promised?.version ?? data.version} is judged, and a change now stands beside it.`
                  : `“${data.row.title}” can still be changed: it is locked when the work begins.`,
              },
            ]}
            stream={null}
          />
          <OutcomeForm
            key={data.version}
            begin={draftOf(data.body)}
            isDebt={data.row.kind === 'debt'}
            save={(body) => ask('put /api/outcomes/{id}', { params: { id }, body: { body, basedOn: data.version } })}
            onSaved={() => void navigate({ to: '/outcomes/$id', params: { id } })}
            saveName={`Save as version ${data.version + 1}`}
          />
        </div>
      )}
    </>
  );
}
