import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview } from '../../api/flow.ts';
import type { GoalRow } from '../../api/objectives.ts';
import { streamGoalsQuery } from '../objectives/objective-queries.ts';
import { StreamGoals } from '../objectives/stream-goals.tsx';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { MetricCard } from '../parts/metric-card.tsx';
import { Recomputing } from '../parts/recomputing.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { overviewQuery } from '../queries.ts';
import { Race } from '../race/race.tsx';
import type { RacePart } from '../race/race-data.ts';
import { openOf, raceFrom } from '../race/race-from.ts';
import { viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import style from './page.module.css';
import { StreamCharts } from './stream-charts.tsx';

const route = getRouteApi('/streams/$stream');

/** A stream: its sentence, the race, the five flow metrics, where work waits, and every chart. */
export function StreamPage(): ReactNode {
  const { stream } = route.useParams();
  const view = viewOf(useSearch({ from: '__root__' }));
  const { data, error, refetch, isPlaceholderData } = useQuery(overviewQuery(stream, view));
  // Asked for at the same time, and never waited for: a stream without goals shows nothing of them.
  const { data: goals } = useQuery(streamGoalsQuery(stream));
  const name = data?.header.stream.name ?? stream;
  return (
    <>
      <PageTop title={name} stream={stream} header={isPlaceholderData ? undefined : data?.header} />
      {error !== null && <ErrorNote error={error} what={`The stream ${stream}`} retry={() => void refetch()} isPage />}
      {error === null && data === undefined && <Waiting />}
      {data !== undefined && error === null && (
        <div className={style.page} data-stale={isPlaceholderData}>
          <Recomputing header={data.header} />
          <Lead words={data.sentence} stream={stream} />
          {data.header.hasFigures && <RaceCard data={data} stream={stream} />}
          {!isNothing(data) && (
            <>
              <div className={style.figures}>
                {data.cards.map((card) => (
                  <MetricCard key={card.metric} card={card} stream={stream} />
                ))}
              </div>
              <Said data={data} stream={stream} goals={goals?.goals ?? []} />
            </>
          )}
        </div>
      )}
      {/* Drawn beside the overview, not after it: their data is asked for at the same time. */}
      {error === null &&
        (data !== undefined && isNothing(data) ? (
          data.header.hasFigures && <NothingHere stream={stream} />
        ) : (
          <StreamCharts key={stream} stream={stream} view={view} />
        ))}
    </>
  );
}

function RaceCard({ data, stream }: { readonly data: Overview; readonly stream: string }): ReactNode {
  const router = useRouter();
  const navigate = useNavigate();
  const race = raceFrom(data.race, data.header.window);
  const opening = {
    hrefOf: (part: RacePart): string =>
      router.buildLocation({ to: '.', search: (before) => ({ ...before, open: openOf(race, part) }) }).href,
    onOpen: (part: RacePart): void => {
      void navigate({ to: '.', search: (before) => ({ ...before, open: openOf(race, part) }), resetScroll: false });
    },
  };
  return (
    <Card label={`The stream ${data.header.stream.name} from idea to customer`} id={stream}>
      <Race data={race} name={data.header.stream.name} opening={opening} />
    </Card>
  );
}

/** What stands in words beside the pictures: service level, waiting, the constraint, what needs attention. */
function Said({
  data,
  stream,
  goals,
}: {
  readonly data: Overview;
  readonly stream: string;
  readonly goals: readonly GoalRow[];
}): ReactNode {
  const parts = [
    { name: 'Service level', words: data.serviceLevel },
    { name: 'Where work waits', words: data.waiting },
    { name: 'The constraint', words: data.constraint },
  ];
  return (
    <div className={style.said}>
      {parts.map((part) => (
        <section key={part.name}>
          <h2>{part.name}</h2>
          <p>
            <Sentence words={part.words} stream={stream} />
          </p>
        </section>
      ))}
      {data.attention.length > 0 && (
        <section>
          <h2>Worth asking about</h2>
          <ul>
            {data.attention.map((words) => (
              <li key={words.map((word) => word.text).join('')}>
                <Sentence words={words} stream={stream} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <StreamGoals goals={goals} whole={style.whole} quiet={style.more} />
    </div>
  );
}

function isNothing({ race }: Overview): boolean {
  return race.mouth.finished === 0 && race.steps.every((step) => step.load === 0);
}

/** No item in the whole window: one way on instead of ten empty pictures. */
function NothingHere({ stream }: { readonly stream: string }): ReactNode {
  return (
    <EmptyState title="No item was here in this window with these filters.">
      <Link
        to="/streams/$stream"
        params={{ stream }}
        search={{
          last: '52w',
          from: undefined,
          to: undefined,
          asOf: undefined,
          kind: undefined,
          team: undefined,
          label: undefined,
          epic: undefined,
        }}
      >
        Show the last 52 weeks with all filters off
      </Link>
      , or <Link to="/import">import a history</Link>.
    </EmptyState>
  );
}

function Waiting(): ReactNode {
  return (
    <div className={style.page}>
      <Loading height={112} label="The sentence" />
      <Loading height={286} label="The picture of the stream" />
      <div className={style.figures}>
        {['time', 'velocity', 'efficiency', 'load', 'distribution'].map((name) => (
          <Loading key={name} height={178} label={`Flow ${name}`} />
        ))}
      </div>
    </div>
  );
}
