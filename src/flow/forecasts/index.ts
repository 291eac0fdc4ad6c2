/** Forecasts: the public functions. Source: methods.md 3; the shapes of their answers are described in docs/forecast.md. */
export { CERTAINTIES, type WhenAnswer, type WhenPoint } from './answers.ts';
export {
  type Backtest,
  type BacktestInput,
  type BacktestQuestion,
  backtest,
  type PastForecast,
  type TrackRecord,
} from './backtest.ts';
export { type EpicForecast, type EpicInput, type EpicPart, forecastEpic } from './epic.ts';
export { chanceBy, forecastItems, forecastUntil, type HowManyForecast, type WhenForecast } from './forecast.ts';
export type { ForecastInput } from './ground.ts';
export type { HistoryInput, HistorySummary } from './history-of-days.ts';
export {
  DEFAULT_SEED,
  DEFAULT_TRIALS,
  forecastJoint,
  type JointForecast,
  type JointInput,
  type TeamDemand,
} from './joint.ts';
export { queueOf } from './queue.ts';
