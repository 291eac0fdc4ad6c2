import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { ChartCard } from '../charts/chart-card.tsx';
import { drawForecastHowMany } from '../charts/forecast-how-many.ts';
import { drawForecastWhen } from '../charts/forecast-when.ts';
import { Answers } from '../forecast/answers.tsx';
import { Backtested } from '../forecast/backtested.tsx';
import { type Forecast, isForecast } from '../forecast/forecast-data.ts';
import { ForecastForm } from '../forecast/forecast-form.tsx';
import { formatCount } from '../format.ts';
import { Lead } from '../parts/lead.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { forecastQuery } from '../queries.ts';
import { useTokens } from '../scheme.ts';
import { viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/streams/$stream/forecast');

/** What is asked when the address asks nothing. */
const USUAL = { items: 10 };

/** When so many items, how many until a day, or when an epic; and how past forecasts did. */
export function ForecastPage(): ReactNode {
  const { stream } = route.useParams();
  const { items, until, forEpic } = route.useSearch();
  const view = viewOf(useSearch({ from: '__root__' }));
  const asked = useMemo(
    () =>
      forEpic !== undefined ? { forEpic } : until !== undefined ? { until } : items !== undefined ? { items } : USUAL,
    [items, until, forEpic],
  );
  const { data, error, refetch, isPlaceholderData } = useQuery(forecastQuery(stream, asked, view));
  const forecast = data !== undefined && isForecast(data.forecast) ? data.forecast : undefined;
  return (
    <>
      <PageTop title="Forecast" stream={stream} header={isPlaceholderData ? undefined : data?.header} />
      <div className={page.page}>
        <ForecastForm key={JSON.stringify(asked)} stream={stream} asked={asked} view={view} />
        {error !== null && <ErrorNote error={error} what="The forecast" retry={() => void refetch()} />}
        {error === null && data === undefined && (
          <>
            <Loading height={76} label="The sentence" />
            <Loading height={420} label="The forecast" />
          </>
        )}
        {data !== undefined && forecast !== undefined && error === null && (
          <div className={page.page} data-stale={isPlaceholderData}>
            {forecast.status === 'measured' ? (
              <>
                <Lead words={data.sentence} stream={stream} />
                <ForecastPicture forecast={forecast.value} stream={stream} />
                <Answers forecast={forecast.value} stream={stream} />
              </>
            ) : (
              <EmptyState title="This cannot be forecast.">{forecast.reason}</EmptyState>
            )}
          </div>
        )}
        <Backtested stream={stream} view={view} />
      </div>
    </>
  );
}

interface PictureProps {
  readonly forecast: Extract<Forecast, { status: 'measured' }>['value'];
  readonly stream: string;
}

function ForecastPicture({ forecast, stream }: PictureProps): ReactNode {
  const tokens = useTokens();
  const isNarrow = useMediaQuery('(max-width: 600px)') ?? false;
  const drawing = useMemo(() => {
    const context = { tokens, isNarrow, notes: [], width: isNarrow ? 340 : 1000, height: 320 };
    if (forecast.question === 'how-many') return drawForecastHowMany(forecast, context);
    const what =
      forecast.question === 'when'
        ? formatCount(forecast.items, 'item')
        : `${formatCount(forecast.remaining, 'remaining item')} of ${forecast.epic}`;
    return drawForecastWhen({ what, answers: forecast.answers, curve: forecast.curve }, context);
  }, [forecast, tokens, isNarrow]);
  return (
    <ChartCard
      id="forecast"
      title={forecast.question === 'how-many' ? 'How many' : 'When'}
      stream={stream}
      heading={[
        {
          text:
            forecast.question === 'how-many'
              ? 'The surer one wants to be, the fewer items can be promised.'
              : 'The surer one wants to be, the later the day.',
        },
      ]}
      drawing={drawing}
      notes={[]}
      height={320}
    />
  );
}
