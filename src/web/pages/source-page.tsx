import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { LiveSourceAnswer } from '../../api/sources.ts';
import { SuggestStream } from '../import/suggest-stream.tsx';
import { Lead } from '../parts/lead.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { streamsQuery } from '../queries.ts';
import { PageTop } from '../shell/page-top.tsx';
import { JoinStreams, streamsToJoin } from '../sources/join-streams.tsx';
import { RunList } from '../sources/run-list.tsx';
import { SourceActions } from '../sources/source-actions.tsx';
import { connectorsQuery, liveSourcesQuery } from '../sources/source-queries.ts';
import { SourceSettings } from '../sources/source-settings.tsx';
import { SourceStanding } from '../sources/source-standing.tsx';
import { openRunOf, sourceLead } from '../sources/source-words.ts';
import style from '../sources/sources.module.css';
import { useRuns } from '../sources/use-runs.ts';
import { Webhook } from '../sources/webhook.tsx';
import page from './page.module.css';

const route = getRouteApi('/sources/$id');
const WITHIN = { to: '/sources', name: 'Sources' } as const;

/** One source: how it stands, how it is read, what its runs brought and cost, and the value stream it could give. */
export function SourcePage(): ReactNode {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(liveSourcesQuery);
  const source = data?.sources.find((one) => one.id === id);
  return (
    <>
      <PageTop title={id} stream={null} within={WITHIN} isSample={false} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The source" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={420} label="The source" />
        </div>
      )}
      {data !== undefined && source === undefined && (
        <EmptyState isPage title={`No source called ${id} is read by itself.`}>
          <Link to="/sources">All sources</Link>
        </EmptyState>
      )}
      {source !== undefined && <Source key={id} source={source} />}
    </>
  );
}

/** While history arrives, what is there is looked for so often. */
const ARRIVING_MS = 2000;

function Source({ source }: { readonly source: LiveSourceAnswer }): ReactNode {
  const { id } = source;
  const { job: followed } = route.useSearch();
  const navigate = route.useNavigate();
  const jobs = useRuns();
  const job = openRunOf(id, jobs);
  const { data: streams } = useQuery({ ...streamsQuery, refetchInterval: job === null ? false : ARRIVING_MS });
  const itemCount = streams?.sources.find((one) => one.id === id)?.itemCount ?? 0;
  // It is the next thing to do after a first run, and where there is no stream at all; it stays while one is being made.
  const hasNoStream = streams?.streams.every(({ isSample }) => isSample) === true;
  const [hadNoStream, setHadNoStream] = useState(false);
  if (hasNoStream && !hadNoStream) setHadNoStream(true);
  const { data: connectors } = useQuery(connectorsQuery);
  const connector = connectors?.connectors.find((one) => one.id === source.body.kind);
  const joined = source.changedAt === null ? [] : streamsToJoin(connector, streams?.streams ?? []);
  const isNext = hadNoStream || (followed !== undefined && joined.length === 0);
  return (
    <div className={page.page}>
      <Lead words={[{ text: sourceLead(source, itemCount, job, Date.now()) }]} stream={null} />
      <SourceStanding source={source} job={job} />
      <SourceActions
        source={source}
        isRunning={job !== null}
        onRun={(run) => void navigate({ search: (before) => ({ ...before, job: run }) })}
        onRemoved={() => void navigate({ to: '/sources' })}
      />
      {joined.length > 0 && !hadNoStream && <JoinStreams streams={joined} />}
      {itemCount > 0 && isNext && <SuggestStream source={id} zone={undefined} />}
      <div className={`${style.pair} ${style.apart}`}>
        <SourceSettings source={source} />
        <Webhook id={id} />
      </div>
      <RunList id={id} />
      {itemCount > 0 && !isNext && (
        <details className={style.more}>
          <summary>A value stream from what it brought</summary>
          <SuggestStream source={id} zone={undefined} />
        </details>
      )}
    </div>
  );
}
