import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Factory } from '../../api/outcomes.ts';
import { COVERAGES } from '../outcomes/factory/coverage-words.ts';
import style from '../outcomes/factory/factory.module.css';
import { Funnel } from '../outcomes/factory/funnel.tsx';
import { ItemList } from '../outcomes/factory/item-list.tsx';
import { LeaderLists } from '../outcomes/factory/leader-lists.tsx';
import { noteOf, ShareBars } from '../outcomes/factory/share-bars.tsx';
import { drawTrend, trendHeading } from '../outcomes/factory/trend-picture.ts';
import { FigureCard } from '../outcomes/figure-card.tsx';
import { factoryQuery, outcomesQuery } from '../outcomes/outcome-queries.ts';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { streamsQuery } from '../queries.ts';
import { viewOf } from '../search.ts';
import { FilterMenu } from '../shell/filter-menu.tsx';
import { PageTop } from '../shell/page-top.tsx';
import { WindowPicker } from '../shell/window-picker.tsx';
import page from './page.module.css';

const route = getRouteApi('/factory');

/** The Feature Factory Ratio: how much work says beforehand what it should change, and what to do about the rest. */
export function FactoryPage(): ReactNode {
  const { stream } = route.useSearch();
  const view = viewOf(useSearch({ from: '__root__' }));
  const { data, error, refetch, isPlaceholderData } = useQuery(factoryQuery(stream, view));
  const { data: known } = useQuery(outcomesQuery);
  const titles = new Map(known?.outcomes.map(({ id, title }) => [id, title]));
  return (
    <>
      <PageTop title="Feature Factory Ratio" stream={null} isSample={data?.isSample} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The ratio" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={36} label="The filters" />
          <div className={style.columns}>
            <Loading height={380} label="The trend" />
            <Loading height={380} label="The funnel" />
          </div>
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page} data-stale={isPlaceholderData}>
          <Lead words={data.sentence} stream={null} />
          <Filters data={data} stream={stream} />
          <div className={style.columns}>
            <FigureCard
              id="trend"
              title="Without an outcome, by month"
              heading={trendHeading(data.trend)}
              data={data.trend}
              draw={drawTrend}
              height={260}
            />
            <Funnel funnel={data.funnel} />
          </div>
          <Behind data={data} />
          <p className={style.serif}>{data.product.sentence}</p>
          {data.startGate !== null && <p className={style.serif}>{data.startGate.sentence}</p>}
          <LeaderLists data={data} titles={titles} />
          <section>
            <h2 className={style.title}>All that was at work in this window</h2>
            <ItemList items={data.items} name="All initiatives and epics" />
          </section>
        </div>
      )}
    </>
  );
}

/** Stream, team and window; all of it stands in the address. */
function Filters({ data, stream }: { readonly data: Factory; readonly stream: string | undefined }): ReactNode {
  const navigate = useNavigate({ from: '/factory' });
  const { team } = useSearch({ from: '__root__' });
  const { data: known } = useQuery(streamsQuery);
  const teams = [...new Set([...(team ?? []), ...data.byTeam.map((one) => one.team)])].toSorted((a, b) =>
    a.localeCompare(b),
  );
  return (
    <div className={style.bar}>
      <WindowPicker window={data.window} timeZone={undefined} />
      <NativeSelect
        aria-label="Stream"
        value={stream ?? ''}
        data={[
          { value: '', label: 'All streams' },
          ...(known?.streams ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          void navigate({
            search: (before) => ({ ...before, stream: chosen === '' ? undefined : chosen }),
            resetScroll: false,
          });
        }}
      />
      <FilterMenu
        all="All teams"
        options={teams.map((value) => ({ value, name: value === '(none)' ? 'no team' : value }))}
        chosen={team ?? []}
        onChoose={(chosen) =>
          void navigate({
            search: (before) => ({ ...before, team: chosen.length === 0 ? undefined : [...chosen] }),
            resetScroll: false,
          })
        }
      />
    </div>
  );
}

/** What stands behind the ratio: coverage, streams, teams. */
function Behind({ data }: { readonly data: Factory }): ReactNode {
  const most = Math.max(1, ...COVERAGES.map(({ id }) => data.byCoverage[id] ?? 0));
  return (
    <div className={style.columns}>
      <Card label="How they stand with their outcome">
        <h2 className={style.title}>How they stand with their outcome</h2>
        <ShareBars
          label="Initiatives and epics by coverage"
          bars={COVERAGES.map(({ id, means }) => ({
            id,
            name: means,
            count: data.byCoverage[id] ?? 0,
            note: '',
            share: (data.byCoverage[id] ?? 0) / most,
          }))}
        />
      </Card>
      <Card label="By stream and team">
        <h2 className={style.title}>Without an outcome, by stream</h2>
        <ShareBars
          label="Without an outcome by stream"
          bars={data.byStream.map(({ stream, name, ratio, without, of }) => ({
            id: stream,
            name: (
              <Link to="/factory" search={(before) => ({ ...before, stream })}>
                {name}
              </Link>
            ),
            count: without,
            note: noteOf(of, ratio),
            share: ratio,
          }))}
        />
        <h2 className={style.title}>By team</h2>
        <ShareBars
          label="Without an outcome by team"
          bars={data.byTeam.map(({ team, ratio, without, of }) => ({
            id: team,
            name: team === '(none)' ? 'no team' : team,
            count: without,
            note: noteOf(of, ratio),
            share: ratio,
          }))}
        />
      </Card>
    </div>
  );
}
