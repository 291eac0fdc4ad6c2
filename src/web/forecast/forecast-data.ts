import type { Backtest, EpicForecast, HowManyForecast, WhenForecast } from '../../flow/forecasts/index.ts';
import type { Measure } from '../../flow/measure.ts';

export type Forecast = Measure<WhenForecast | HowManyForecast | EpicForecast>;
export type Backtested = Measure<Backtest>;

/** The contract carries forecasts as they are; both shapes say whether they are measured. */
export function isForecast(carried: unknown): carried is Forecast {
  return hasStatus(carried) && (carried.status !== 'measured' || 'value' in carried);
}

export function isBacktest(carried: unknown): carried is Backtested {
  return hasStatus(carried) && (carried.status !== 'measured' || 'value' in carried);
}

function hasStatus(carried: unknown): carried is { readonly status: unknown } {
  return typeof carried === 'object' && carried !== null && 'status' in carried;
}
