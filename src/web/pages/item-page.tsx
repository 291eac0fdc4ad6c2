import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemPage as Answer } from '../../api/flow.ts';
import { ItemWay } from '../delivery/item-way.tsx';
import { formatDays, formatInstant, zoneName } from '../format.ts';
import { IntervalsTable } from '../item/intervals-table.tsx';
import { Timeline } from '../item/timeline.tsx';
import { OutcomeOfItem } from '../outcomes/outcome-of-item.tsx';
import { Card } from '../parts/card.tsx';
import { columnsFor } from '../parts/item-columns.tsx';
import { KindMark } from '../parts/kind-mark.tsx';
import { Lead } from '../parts/lead.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { itemQuery } from '../queries.ts';
import { viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import style from './item-page.module.css';
import page from './page.module.css';

const route = getRouteApi('/streams/$stream/items/$item');

/** One item: its story drawn, every interval named, what counted and why. */
export function ItemPage(): ReactNode {
  const { stream, item } = route.useParams();
  const { source } = route.useSearch();
  const view = viewOf(useSearch({ from: '__root__' }));
  const { data, error, refetch } = useQuery(itemQuery(stream, item, source, view));
  return (
    <>
      <PageTop title={item} stream={stream} header={data?.header} />
      {error !== null && <ErrorNote error={error} what={`The item ${item}`} retry={() => void refetch()} isPage />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={260} label="The timeline" />
        </div>
      )}
      {data !== undefined && error === null && <Story data={data} stream={stream} />}
    </>
  );
}

function Story({ data, stream }: { readonly data: Answer; readonly stream: string }): ReactNode {
  const { row, header, intervals, changes, problems, children, delivery } = data;
  const { timeZone } = header.window;
  return (
    <div className={page.page}>
      <p className={style.title}>
        {row.url === null ? (
          row.title
        ) : (
          <a href={row.url} rel="noreferrer">
            {row.title}
          </a>
        )}
      </p>
      <Lead words={data.sentence} stream={stream} />
      {(row.level === 'initiative' || row.level === 'epic') && (
        <OutcomeOfItem stream={stream} source={row.source} item={row.item} />
      )}
      <Card label="Its story in time">
        <Timeline
          intervals={intervals}
          committedAt={row.committedAt}
          endedAt={row.completedAt ?? row.cancelledAt}
          seenAt={header.window.asOf}
          timeZone={timeZone}
          label={`The story of ${row.item} in ${intervals.length} intervals; each stands in the table below`}
        />
      </Card>
      <Facts data={data} stream={stream} />
      {problems.length > 0 && (
        <section className={style.section}>
          <h2 className={page.subtitle}>What the history leaves in doubt</h2>
          <ul className={style.problems}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </section>
      )}
      <section className={style.section}>
        <h2 className={page.subtitle}>Every interval, what counted and why (times in {zoneName(timeZone)})</h2>
        <IntervalsTable intervals={intervals} timeZone={timeZone} name={`Intervals of ${row.item}`} />
      </section>
      {delivery !== null && (
        <section className={style.section}>
          <h2 className={page.subtitle}>Its way to production</h2>
          <ItemWay delivery={delivery} timeZone={timeZone} listClass={style.changes} />
        </section>
      )}
      {children.length > 0 && (
        <section className={style.section}>
          <h2 className={page.subtitle}>What belongs to it</h2>
          <RowsTable
            rows={children}
            columns={columnsFor(children, { stream, timeZone })}
            keyOf={(child) => `${child.source} ${child.item}`}
            name={`Children of ${row.item}`}
          />
        </section>
      )}
      <section className={style.section}>
        <h2 className={page.subtitle}>Its changes as the source tells them</h2>
        <ol className={style.changes}>
          {changes.map((change) => (
            <li key={`${change.at} ${change.what}`}>
              <time dateTime={change.at}>{formatInstant(change.at, timeZone)}</time> {change.what}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Facts({ data, stream }: { readonly data: Answer; readonly stream: string }): ReactNode {
  const { row, header } = data;
  const { timeZone } = header.window;
  const instant = (at: string | null): string => (at === null ? '—' : formatInstant(at, timeZone));
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    ['Kind', <KindMark key="kind" kind={row.kind} isOne />],
    ['Type in the source', row.type ?? '—'],
    ['Level', row.level ?? 'no level'],
    ['Team', row.team ?? 'no team'],
    [
      'Part of',
      row.parent === null ? (
        '—'
      ) : (
        <Link key="parent" to="/streams/$stream/items/$item" params={{ stream, item: row.parent }}>
          {row.parent}
        </Link>
      ),
    ],
    ['Created', instant(row.createdAt)],
    ['Committed', row.neverStarted ? 'never started' : instant(row.committedAt)],
    row.cancelledAt === null ? ['Completed', instant(row.completedAt)] : ['Cancelled', instant(row.cancelledAt)],
    row.ageSeconds === null
      ? ['Flow time', row.flowTimeSeconds === null ? '—' : formatDays(row.flowTimeSeconds)]
      : ['Age', formatDays(row.ageSeconds)],
    ['Active', formatDays(row.activeSeconds)],
    ['Waiting', formatDays(row.waitingSeconds)],
    ['Blocked', row.blockedSeconds === 0 ? 'never' : formatDays(row.blockedSeconds)],
    ['Came back', row.backflows === 0 ? 'never' : `${row.backflows} ×`],
    ['Reopened', row.reopens === 0 ? 'never' : `${row.reopens} ×`],
  ];
  return (
    <dl className={style.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
