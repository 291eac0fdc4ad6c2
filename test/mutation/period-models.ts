import { Temporal } from 'temporal-polyfill';
import type { Engine } from '../golden/run-case.ts';

type Model = (engine: Engine) => string | null;

/** Windows, seen at an instant: one looked at just as a week begins, one just as a month begins, one across both clock changes. */
const WINDOWS = [
  ['UTC', '2024-03-04', '2024-04-01', '2024-03-18T00:00Z'],
  ['UTC', '2023-12-13', '2024-04-10', '2024-03-01T00:00Z'],
  ['UTC', '2024-02-29', '2024-03-01', '2024-05-01T00:00Z'],
  ['America/Halifax', '2024-01-31', '2024-12-05', '2025-01-01T00:00Z'],
  ['America/Halifax', '2024-03-01', '2024-06-15', '2024-04-08T03:00Z'],
] as const;

/** The weeks and months that a window touches, gathered day by day: one that it touches for no time is none of them (rule 0). */
export const periodsDayByDay: Model = (engine) => {
  for (const [zone, from, to, asOf] of WINDOWS) {
    const window = engine.windowOf(zone, from, to, Date.parse(asOf));
    const days = daysUpTo(zone, from, to, window.endAt);
    for (const unit of ['week', 'month'] as const) {
      const firsts = [...new Set(days.map((day) => firstOf(day, unit).toString()))];
      const expected = firsts.map((on) => {
        const own = days.filter((day) => firstOf(day, unit).toString() === on);
        const next = Temporal.PlainDate.from(on).add(unit === 'week' ? { weeks: 1 } : { months: 1 });
        const fromAt = startOf(zone, own[0] ?? next);
        const endAt = Math.min(startOf(zone, own[own.length - 1]?.add({ days: 1 }) ?? next), window.endAt);
        const isPart = fromAt !== startOf(zone, Temporal.PlainDate.from(on)) || endAt !== startOf(zone, next);
        return { on, fromAt, endAt, isPart };
      });
      const found = engine
        .periodsIn(window, unit)
        .map(({ on, fromAt, endAt, isPart }) => ({ on, fromAt, endAt, isPart }));
      if (JSON.stringify(found) !== JSON.stringify(expected)) return `each ${unit} from ${from}`;
    }
  }
  return null;
};

/** Of no time no average can be said: unknown, neither zero nor no number at all (rule 0). */
export const loadOfNoTime: Model = (engine) => {
  const at = Date.parse('2024-03-01T00:00Z');
  const read = engine.parseStream(
    JSON.stringify({
      version: 1,
      stream: 'One',
      timeZone: 'UTC',
      flowItem: 'story',
      levels: [{ level: 'story' }],
      steps: [{ step: 'Build', state: 'active', statuses: ['Build'] }],
    }),
  );
  if (!read.ok) return 'the document is refused';
  const window = engine.windowOf('UTC', '2024-03-01', '2024-04-01', at);
  const load = engine.metricOf('flow-load')?.weekly?.of(engine.inputAt([], read.stream, window));
  return load === null ? null : `the load of no time: ${load}`;
};

/** Days of a window that begin before an instant. */
function daysUpTo(zone: string, from: string, to: string, endAt: number): readonly Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  let day = Temporal.PlainDate.from(from);
  while (day.toString() < to && startOf(zone, day) < endAt) {
    days.push(day);
    day = day.add({ days: 1 });
  }
  return days;
}

function firstOf(day: Temporal.PlainDate, unit: 'week' | 'month'): Temporal.PlainDate {
  return unit === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 });
}

function startOf(zone: string, day: Temporal.PlainDate): number {
  return day.toZonedDateTime(zone).epochMilliseconds;
}
