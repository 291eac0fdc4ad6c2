import type { Sentence, ViewHeader } from '../api/view.ts';
import type { ForecastInput } from '../flow/forecasts/index.ts';
import {
  backtest,
  type EpicForecast,
  forecastEpic,
  forecastItems,
  forecastUntil,
  type HowManyForecast,
  type WhenForecast,
} from '../flow/forecasts/index.ts';
import type { Measure } from '../flow/measure.ts';
import { invalid } from './errors.ts';
import { NO_TEAM } from './stream-data.ts';
import type { View } from './view.ts';
import { count, dayInWords, percent } from './words.ts';

export interface ForecastAsked {
  readonly items?: number | undefined;
  readonly until?: string | undefined;
  readonly epic?: string | undefined;
}

export type Forecast = Measure<WhenForecast | HowManyForecast | EpicForecast>;

/** When n items, how many until a day, or when an epic; from the view's `asOf`. Throws Invalid unless exactly one is asked. */
export function forecastOf(
  view: View,
  asked: ForecastAsked,
): { header: ViewHeader; sentence: Sentence; forecast: Forecast } {
  const forecast = answer(view, asked);
  return { header: view.header, sentence: [{ text: forecastInWords(forecast) }], forecast };
}

/** Past forecasts against what happened. */
export function backtestOf(view: View): { header: ViewHeader; sentence: Sentence; backtest: unknown } {
  const past = backtest(inputOf(view));
  const at85 = past.status === 'measured' ? past.value.certainties.find((one) => one.certainty === 85) : undefined;
  const text =
    past.status !== 'measured'
      ? past.reason
      : at85 === undefined
        ? 'No forecast of the past can be judged yet.'
        : `Of ${count(at85.n, 'past forecast')} at 85 %, ${percent(at85.share)} came true (between ${percent(at85.low)} and ${percent(at85.high)} with 95 % confidence).`;
  return { header: view.header, sentence: [{ text }], backtest: past };
}

function answer(view: View, { items, until, epic }: ForecastAsked): Forecast {
  const asked = [items, until, epic].filter((one) => one !== undefined).length;
  if (asked !== 1) throw invalid('forecast: ask for one thing: a number of items, a last day (until), or an epic');
  if (items !== undefined) return forecastItems(inputOf(view), items);
  if (until !== undefined) return forecastUntil(inputOf(view), until);
  const whole = view.loaded.data.inputFor(view.window, { kind: [], team: [], label: [], epic: [] });
  return forecastEpic(
    { stream: view.loaded.stream, asOf: view.window.asOf, items: whole.items, all: whole.all },
    epic ?? '',
  );
}

function inputOf(view: View): ForecastInput & { readonly items: View['input']['items'] } {
  const [team, ...more] = view.filter.team;
  return {
    stream: view.loaded.stream,
    items: view.input.items,
    asOf: view.window.asOf,
    ...(team !== undefined && more.length === 0 ? { team: team === NO_TEAM ? null : team } : {}),
  };
}

/** A forecast in one sentence. */
export function forecastInWords(forecast: Forecast): string {
  if (forecast.status !== 'measured') return forecast.reason;
  const { value } = forecast;
  if (value.question === 'how-many') {
    const sure = value.answers.find((one) => one.certainty === 85);
    const even = value.answers.find((one) => one.certainty === 50);
    return `Until ${dayInWords(value.until)}, at least ${count(sure?.items ?? 0, 'item')} with 85 % certainty, and ${even?.items ?? 0} with even odds.`;
  }
  const what =
    value.question === 'when'
      ? count(value.items, 'item')
      : `The ${count(value.remaining, 'remaining item')} of ${value.epic}`;
  const day = value.answers.find((one) => one.certainty === 85)?.day ?? null;
  if (day === null) return `${what} cannot be expected before ${dayInWords(value.lastDay)} with 85 % certainty.`;
  return `${what} will be finished by ${dayInWords(day)} with 85 % certainty.`;
}
