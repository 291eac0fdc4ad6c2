import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { DeliveryAnswer, DeliveryCard } from '../../api/delivery.ts';
import type { Sentence } from '../../api/view.ts';
import { ChooseApplications } from '../delivery/choose-applications.tsx';
import style from '../delivery/delivery.module.css';
import { DeliveryMetricCard } from '../delivery/delivery-metric-card.tsx';
import { deploymentColumns } from '../delivery/deployment-columns.tsx';
import { PhasesBar } from '../delivery/phases-bar.tsx';
import { formatCount, formatNumber } from '../format.ts';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { Recomputing } from '../parts/recomputing.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { Sentence as SentenceWords } from '../parts/sentence.tsx';
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
              <Lead words={leadOf(data.applications)} stream={stream} />
              <BandsChoice applications={data.applications} bands={bands} />
              {data.applications.map((application) => (
                <OneApplication
                  key={application.name}
                  application={application}
                  isAlone={data.applications.length === 1}
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

/** Of one application its own sentence; several are named here, and each says its own below, for they are never added up. */
function leadOf(applications: readonly Application[]): Sentence {
  const [first, ...others] = applications;
  if (first === undefined || others.length === 0) return first?.sentence ?? [];
  const names = applications.map(({ name }) => name);
  const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return [
    { text: `Changes reach customers by ${formatNumber(names.length)} applications, each measured by itself: ${all}.` },
  ];
}

function OneApplication({
  application,
  isAlone,
  stream,
  bands,
  timeZone,
}: {
  readonly application: Application;
  /** Its sentence stands at the head of the page then. */
  readonly isAlone: boolean;
  readonly stream: string;
  readonly bands: number | undefined;
  readonly timeZone: string;
}): ReactNode {
  const { name, sentence, metrics, phases, deployments, deploymentsInWindow } = application;
  const columns = useMemo(() => deploymentColumns({ stream, timeZone }), [stream, timeZone]);
  return (
    <section aria-label={name} className={style.application}>
      <h2 className={style.title}>{name}</h2>
      {!isAlone && (
        <p className={page.serif}>
          <SentenceWords words={sentence} stream={stream} />
        </p>
      )}
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
  return (
    <>
      <Lead
        words={[{ text: 'This stream’s document names no application yet, so nothing is said of delivery.' }]}
        stream={stream}
      />
      <Card label="What to do">
        {elsewhere.length === 0 ? (
          <p>
            Delivery is measured from changes and deployments. <Link to="/sources/new">Connect a tool</Link> that knows
            them, such as GitHub or GitLab, or push them from your pipeline; then come back here.
          </p>
        ) : (
          <ChooseApplications key={stream} stream={stream} places={elsewhere} />
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
