import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { streamsQuery } from '../queries.ts';
import { PageTop } from '../shell/page-top.tsx';
import { EditSource } from '../sources/edit-source.tsx';
import { SetUp } from '../sources/set-up.tsx';
import { connectorsQuery, liveSourcesQuery } from '../sources/source-queries.ts';
import page from './page.module.css';

const newRoute = getRouteApi('/sources/new');
const editRoute = getRouteApi('/sources/$id/edit');
const WITHIN = { to: '/sources', name: 'Sources' } as const;

/** Connects a tool. */
export function NewSourcePage(): ReactNode {
  const navigate = newRoute.useNavigate();
  const connectors = useQuery(connectorsQuery);
  const streams = useQuery(streamsQuery);
  const error = connectors.error ?? streams.error;
  return (
    <>
      <PageTop title="Connect a tool" stream={null} within={WITHIN} isSample={false} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The form" retry={() => void connectors.refetch()} />}
      {error === null && (connectors.data === undefined || streams.data === undefined) && (
        <Loading height={420} label="The form" />
      )}
      {error === null && connectors.data !== undefined && streams.data !== undefined && (
        <SetUp
          connectors={connectors.data.connectors}
          taken={streams.data.sources.map(({ id }) => id)}
          onDone={(id, job) => void navigate({ to: '/sources/$id', params: { id }, search: { job } })}
        />
      )}
    </>
  );
}

/** Changes how a source is read. */
export function EditSourcePage(): ReactNode {
  const { id } = editRoute.useParams();
  const navigate = editRoute.useNavigate();
  const connectors = useQuery(connectorsQuery);
  // While somebody writes, nothing is asked anew: the version they began from is the one they change.
  const sources = useQuery({ ...liveSourcesQuery, refetchInterval: false });
  const error = connectors.error ?? sources.error;
  const source = sources.data?.sources.find((one) => one.id === id);
  const connector = connectors.data?.connectors.find((one) => one.id === source?.body.kind);
  const isLoading = connectors.data === undefined || sources.data === undefined;
  return (
    <>
      <PageTop title={`Edit ${id}`} stream={null} within={WITHIN} isSample={false} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The form" retry={() => void sources.refetch()} />}
      {error === null && isLoading && <Loading height={420} label="The form" />}
      {error === null && !isLoading && (source === undefined || connector === undefined) && (
        <EmptyState isPage title={`No source called ${id} is read by itself.`}>
          <Link to="/sources">All sources</Link>
        </EmptyState>
      )}
      {source !== undefined && connector !== undefined && (
        <div className={page.page}>
          <h1 className={page.title}>
            How is {id} read from {connector.name}?
          </h1>
          <EditSource
            key={id}
            source={source}
            connector={connector}
            onDone={() => void navigate({ to: '/sources/$id', params: { id }, search: {} })}
          />
        </div>
      )}
    </>
  );
}
