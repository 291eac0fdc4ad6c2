import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { PortfolioStream } from '../../api/store.ts';
import { KINDS } from '../../flow/facts.ts';
import { formatCount, formatNumber, formatShare, formatUnit, kindCount } from '../format.ts';
import { ValueLine } from '../outcomes/value-line.tsx';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Sparkline } from '../parts/sparkline.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { portfolioQuery, streamsQuery } from '../queries.ts';
import { viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import { liveSourcesQuery } from '../sources/source-queries.ts';
import page from './page.module.css';
import style from './portfolio-page.module.css';

/** Every stream: its sentence, its small trends, where work waits, and what needs attention. */
export function PortfolioPage(): ReactNode {
  const view = viewOf(useSearch({ from: '__root__' }));
  const { data, error, refetch, isPlaceholderData } = useQuery(portfolioQuery(view));
  const isEmpty = data !== undefined && data.streams.length === 0;
  const window = data === undefined || isPlaceholderData || isEmpty ? undefined : data;
  return (
    <>
      <PageTop title="Portfolio" stream={null} header={window} hasWindow={!isEmpty} />
      {error !== null && <ErrorNote error={error} what="The portfolio" retry={() => void refetch()} isPage />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          {['first', 'second', 'third'].map((place) => (
            <Loading key={place} height={262} label={`The ${place} stream`} />
          ))}
        </div>
      )}
      {data !== undefined && (
        <div className={page.page} data-stale={isPlaceholderData}>
          <Lead words={data.sentence} stream={null} />
          {data.streams.length > 0 && <ValueLine view={view} />}
          {data.streams.length === 0 ? (
            <HowToBegin />
          ) : (
            data.streams.map((stream) => <StreamCard key={stream.id} stream={stream} />)
          )}
        </div>
      )}
    </>
  );
}

/** From what a tool has brought already, else how to bring something. */
function HowToBegin(): ReactNode {
  const live = useQuery(liveSourcesQuery).data?.sources ?? [];
  const counts = useQuery(streamsQuery).data?.sources ?? [];
  const brought = counts.filter(({ id, itemCount }) => itemCount > 0 && live.some((one) => one.id === id));
  if (brought.length > 0) {
    return (
      <EmptyState title="The history is there; a stream is one step away.">
        Have one suggested from what{' '}
        {brought.map(({ id, itemCount }, place) => (
          <Fragment key={id}>
            {place > 0 && ', or from what '}
            <Link to="/sources/$id" params={{ id }}>
              {id}
            </Link>{' '}
            brought ({formatCount(itemCount, 'item')})
          </Fragment>
        ))}
        .
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Where does the history of your work stand?">
      <Link to="/sources/new">Connect a tool</Link> such as Jira or GitHub, and Millrace reads its whole history, then
      only what changes; or <Link to="/import">import a history</Link> from a file.
    </EmptyState>
  );
}

function StreamCard({ stream }: { readonly stream: PortfolioStream }): ReactNode {
  const { finished, longestWait, load } = stream;
  return (
    <Card label={stream.name}>
      <div className={style.stream}>
        <div className={style.words}>
          <h2 className={style.name}>
            <Link to="/streams/$stream" params={{ stream: stream.id }}>
              {stream.name}
            </Link>
          </h2>
          <p className={style.sentence}>
            <Sentence words={stream.sentence} stream={stream.id} />
          </p>
          {stream.attention.length > 0 && (
            <>
              <h3 className={style.small}>Worth asking about</h3>
              <ul className={style.attention}>
                {stream.attention.map((words) => (
                  <li key={words.map((word) => word.text).join('')}>
                    <Sentence words={words} stream={stream.id} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        <div className={style.trends}>
          {stream.trends.map((trend) => {
            const last = trend.weeks.findLast((week) => week.value !== null);
            return (
              <div key={trend.name}>
                <h3 className={style.small}>{trend.name}</h3>
                <Sparkline trend={trend} label={stream.name} />
                <p className={style.quiet}>
                  {last?.value === undefined || last.value === null
                    ? 'not known'
                    : `last week ${formatUnit(last.value, trend.unit)}`}
                  {trend.limits !== null &&
                    ` · usual range ${formatUnit(trend.limits.lower, trend.unit)} to ${formatUnit(trend.limits.upper, trend.unit)}`}
                </p>
              </div>
            );
          })}
        </div>
        <dl className={style.facts}>
          <div>
            <dt>In process</dt>
            <dd>{load === null ? 'not known' : formatNumber(load)}</dd>
          </div>
          <div>
            <dt>Finished</dt>
            <dd>{finished === null ? 'not known' : formatNumber(finished.total)}</dd>
          </div>
          <div className={style.kinds}>
            <dt>Of these</dt>
            <dd>
              {finished !== null && finished.total > 0 ? (
                <KindBar byKind={finished.byKind} total={finished.total} />
              ) : (
                '—'
              )}
            </dd>
          </div>
          <div>
            <dt>Waits longest in</dt>
            <dd className={style.text}>
              {longestWait === null
                ? 'not known'
                : `${longestWait.step}, ${formatShare(longestWait.share)} of its time`}
            </dd>
          </div>
        </dl>
      </div>
    </Card>
  );
}

interface KindBarProps {
  readonly byKind: Readonly<Record<string, number>>;
  readonly total: number;
}

/** What was finished, by kind: a bar, and the same in words. */
function KindBar({ byKind, total }: KindBarProps): ReactNode {
  const present = KINDS.filter((kind) => (byKind[kind] ?? 0) > 0);
  return (
    <>
      <span className={style.bar} aria-hidden="true">
        {present.map((kind) => (
          <span
            key={kind}
            style={{ width: `${((byKind[kind] ?? 0) / total) * 100}%`, background: `var(--mr-kind-${kind})` }}
          />
        ))}
      </span>
      <span className={style.quiet}>{present.map((kind) => kindCount(kind, byKind[kind] ?? 0)).join(' · ')}</span>
    </>
  );
}
