import { addDays, calendarOf } from '../flow/calendar.ts';
import { foldAll, inputAt } from '../flow/fold-all.ts';
import { forecastEpic, forecastItems, forecastUntil } from '../flow/forecasts/index.ts';
import type { ItemHistory } from '../flow/history.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { windowOf } from '../flow/window.ts';
import { invalid } from './errors.ts';
import { type Forecast, type ForecastAsked, forecastInWords } from './forecasts.ts';
import { noticesOf } from './measure-histories.ts';
import { instant } from './rows.ts';

/** A forecast from histories at hand; it stands at `asOf`, by default at the last change there is. */
export function forecastHistories(
  histories: readonly ItemHistory[],
  stream: Stream,
  asked: ForecastAsked & { readonly team?: string; readonly asOf?: number },
): {
  readonly asOf: string;
  readonly notices?: readonly string[];
  readonly sentence: string;
  readonly forecast: Forecast;
} {
  const asOf = asked.asOf ?? lastChange(histories);
  if (asOf === null) throw invalid('forecast: the history holds no items');
  const day = calendarOf(stream.timeZone).dayOf(asOf);
  const { items, all } = inputAt(
    foldAll(histories, stream),
    stream,
    windowOf(stream.timeZone, day, addDays(day, 1), asOf),
  );
  const input = { stream, items, asOf, ...(asked.team === undefined ? {} : { team: asked.team }) };
  const forecast =
    asked.items !== undefined
      ? forecastItems(input, asked.items)
      : asked.until !== undefined
        ? forecastUntil(input, asked.until)
        : forecastEpic({ stream, asOf, items, all }, asked.epic ?? '');
  return { asOf: instant(asOf), ...noticesOf(stream), sentence: forecastInWords(forecast), forecast };
}

function lastChange(histories: readonly ItemHistory[]): number | null {
  let last: number | null = null;
  for (const history of histories) {
    last = Math.max(last ?? history.createdAt, history.createdAt);
    for (const change of history.changes) last = Math.max(last, change.at);
  }
  return last;
}
