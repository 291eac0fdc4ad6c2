import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { DeliveryAnswer, DeliveryCard } from '../../api/delivery.ts';
import style from '../delivery/delivery.module.css';
import { DeliveryMetricCard } from '../delivery/delivery-metric-card.tsx';
import { deploymentColumns } from '../delivery/deployment-columns.tsx';
import { PhasesBar } from '../delivery/phases-bar.tsx';
import { formatCount } from '../format.ts';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { Recomputing } from '../parts/recomputing.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { deliveryQuery } from '../queries.ts';
import { viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/streams/$stream/delivery');

type Application = DeliveryAnswer['applications'][number];

/** How changes reach customers, for each application of a stream by itself. */
export function DeliveryPage(): ReactNode {
  const { stream } = route.useParams();
  const view = viewOf(useSearch({ from: '__root__' }));
  const { bands } = route.useSearch();
  const { data, error, refetch, isPlaceholderData } = useQuery(deliveryQuery(stream, view));
  return (
    <>
      <PageTop
        title="Delivery"
        stream={stream}
        hasFilters={false}
        header={isPlaceholderData ? undefined : data?.header}
      />
      {error !== null && <ErrorNote isPage error={error} what="Delivery" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={400} label="The measures" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page} data-stale={isPlaceholderData}>
          <Recomputing header={data.header} />
          {data.applications.length === 0 ? (
            <NoApplication stream={stream} elsewhere={data.elsewhere} />
          ) : (
            <>
              <Lead words={data.applications.flatMap(({ sentence }) => sentence)} stream={stream} />
              <BandsChoice applications={data.applications} bands={bands} />
              {data.applications.map((application) => (
                <OneApplication
                  key={application.name}
                  application={application}
                  stream={stream}
                  bands={bands}
                  timeZone={data.header.window.timeZone}
                />
              ))}
              <Elsewhere places={data.elsewhere} />
            </>
          )}
        </div>
      )}
    </>
  );
}

/** Published groups are off unless somebody asks for a year of them: an application's own limits say more. */
function BandsChoice({
  applications,
  bands,
}: {
  readonly applications: readonly Application[];
  readonly bands: number | undefined;
}): ReactNode {
  const navigate = route.useNavigate();
  const years = new Set(
    applications.flatMap(({ metrics }) => metrics.flatMap(({ published }) => published.map(({ year }) => year))),
  );
  if (years.size === 0) return null;
  return (
    <NativeSelect
      size="xs"
      label="Groups of a yearly survey beside the figures"
      description="Answers of other people in one year: no targets, and they move from year to year."
      className={style.bands}
      value={bands ?? ''}
      onChange={(event) => {
        const year = Number(event.currentTarget.value);
        void navigate({
          search: (before) => ({ ...before, bands: year === 0 ? undefined : year }),
          resetScroll: false,
        });
      }}
      data={[
        { value: '', label: 'off' },
        ...[...years].map((year) => ({ value: String(year), label: `DORA ${year}` })),
      ]}
    />
  );
}

function OneApplication({
  application,
  stream,
  bands,
  timeZone,
}: {
  readonly application: Application;
  readonly stream: string;
  readonly bands: number | undefined;
  readonly timeZone: string;
}): ReactNode {
  const { name, metrics, phases, deployments, deploymentsInWindow } = application;
  const columns = useMemo(() => deploymentColumns({ stream, timeZone }), [stream, timeZone]);
  return (
    <section aria-label={name} className={style.application}>
      <h2 className={style.title}>{name}</h2>
      <div className={style.cards}>
        {metrics.map((card: DeliveryCard) => (
          <DeliveryMetricCard key={card.metric} card={card} bands={bands} />
        ))}
      </div>
      {phases.length > 0 && (
        <Card label={`Where pull requests of ${name} spend their time`}>
          <PhasesBar phases={phases} />
        </Card>
      )}
      <Card label={`Deployments of ${name}`}>
        {deploymentsInWindow > deployments.length && (
          <p className={style.quiet}>
            {formatCount(deploymentsInWindow, 'deployment')} in the window; the latest {deployments.length} are listed.
          </p>
        )}
        <RowsTable
          rows={deployments}
          columns={columns}
          keyOf={(row) => row.id}
          name={`Deployments of ${name}`}
          noun="deployment"
          sortedBy={{ id: 'at', isDescending: true }}
          height={Math.min(520, 60 + 36 * Math.max(1, deployments.length))}
          empty={<EmptyState title="No production deployment lies in this window." />}
        />
      </Card>
    </section>
  );
}

/** What has to be said before anything can be measured, with what sources told of to say it with. */
function NoApplication({
  stream,
  elsewhere,
}: {
  readonly stream: string;
  readonly elsewhere: DeliveryAnswer['elsewhere'];
}): ReactNode {
  const [first] = elsewhere;
  return (
    <>
      <Lead
        words={[{ text: 'This stream’s document names no application yet, so nothing is said of delivery.' }]}
        stream={stream}
      />
      <Card label="What to do">
        {first === undefined ? (
          <p>
            Delivery is measured from changes and deployments. <Link to="/sources">Connect a tool</Link> that knows
            them, such as GitHub or GitLab, or push them from your pipeline.
          </p>
        ) : (
          <p>
            Sources told of{' '}
            {elsewhere
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', ')}
            . Say in the{' '}
            <Link to="/streams/$stream/map" params={{ stream }} search={{ tab: 'document' }}>
              document
            </Link>{' '}
            what belongs to this stream:{' '}
            <code>{`applications: [{name: ${first.name.split('/').at(-1)}, repo: ${first.name}}]`}</code>
          </p>
        )}
      </Card>
    </>
  );
}

/** Other streams may deliver them; here they are in no figure. */
function Elsewhere({ places }: { readonly places: DeliveryAnswer['elsewhere'] }): ReactNode {
  if (places.length === 0) return null;
  const shown = places.slice(0, 10).map(({ name }) => name);
  return (
    <p className={style.quiet}>
      Sources tell of more, which this stream’s document does not name and which is in no figure here:{' '}
      {shown.join(', ')}
      {places.length > shown.length ? ` and ${places.length - shown.length} more` : ''}.
    </p>
  );
}
