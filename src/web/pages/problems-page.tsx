import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Answer } from '../client.ts';
import { formatNumber } from '../format.ts';
import { writeOpen } from '../open.ts';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { Recomputing } from '../parts/recomputing.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { problemsQuery } from '../queries.ts';
import { isFiltered, viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';
import style from './problems-page.module.css';

const route = getRouteApi('/streams/$stream/problems');

type Problem = Answer<'get /api/streams/{stream}/problems'>['problems'][number];

/** What in the map or the history makes figures doubtful, with what to do about each. It blames nobody. */
export function ProblemsPage(): ReactNode {
  const { stream } = route.useParams();
  const search = useSearch({ from: '__root__' });
  const { data, error, refetch, isPlaceholderData } = useQuery(problemsQuery(stream, viewOf(search)));
  return (
    <>
      <PageTop title="Data quality" stream={stream} header={isPlaceholderData ? undefined : data?.header} />
      {error !== null && <ErrorNote isPage error={error} what="Data quality" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={520} label="What was found" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page} data-stale={isPlaceholderData}>
          <Recomputing header={data.header} />
          <Lead words={data.sentence} stream={stream} />
          {data.problems.length === 0 ? (
            <EmptyState title="Nothing was found that makes figures doubtful.">
              {isFiltered(search) ? (
                'Only what the filters let through was looked at; take them off to look at everything.'
              ) : (
                <>
                  Every status has a step, every item a kind, and the histories fit together. The{' '}
                  <Link to="/streams/$stream/map" params={{ stream }}>
                    map
                  </Link>{' '}
                  shows how the stream is read.
                </>
              )}
            </EmptyState>
          ) : (
            <Card label="What was found">
              <ul className={style.list}>
                {data.problems.map((problem) => (
                  <Found
                    key={problem.problem}
                    problem={problem}
                    stream={stream}
                    mapName={`Streams › ${data.header.stream.name} › Map`}
                  />
                ))}
              </ul>
            </Card>
          )}
        </div>
      )}
    </>
  );
}

interface FoundProps {
  readonly problem: Problem;
  readonly stream: string;
  /** How the advice names the map; it becomes a link. */
  readonly mapName: string;
}

function Found({ problem, stream, mapName }: FoundProps): ReactNode {
  const { name, count, items, detail, advice } = problem;
  const isOfItems = items.length > 0;
  return (
    <li>
      <p className={style.count}>
        {isOfItems ? (
          <Link
            to="/streams/$stream/problems"
            params={{ stream }}
            search={(before) => ({ ...before, open: writeOpen({ to: 'problem', problem: problem.problem }) })}
            resetScroll={false}
            aria-label={`${name}: open the ${formatNumber(items.length)} items`}
          >
            {formatNumber(items.length)}
          </Link>
        ) : (
          formatNumber(count)
        )}
        <span className={style.unit}>{isOfItems ? (items.length === 1 ? 'item' : 'items') : 'in the map'}</span>
      </p>
      <div>
        <h2 className={style.name}>{name}</h2>
        {detail !== undefined && <p className={style.detail}>{detail}</p>}
        <p className={style.advice}>
          <Advice text={advice} mapName={mapName} stream={stream} />
        </p>
      </div>
    </li>
  );
}

interface AdviceProps {
  readonly text: string;
  readonly mapName: string;
  readonly stream: string;
}

function Advice({ text, mapName, stream }: AdviceProps): ReactNode {
  const [before = '', ...after] = text.split(mapName);
  if (after.length === 0) return text;
  return (
    <>
      {before}
      <Link to="/streams/$stream/map" params={{ stream }}>
        {mapName}
      </Link>
      {after.join(mapName)}
    </>
  );
}
