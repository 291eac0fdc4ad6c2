import type { KindOrUnmapped } from '../flow/facts.ts';

/** How the page writes numbers, days and dates. British order, thin words, units always. */
const DAY_SECONDS = 86_400;
const NBSP = '\u00a0';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToOneDigit = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

export function formatNumber(value: number): string {
  return Number.isInteger(value) ? whole.format(value) : upToOneDigit.format(value);
}

/** Elapsed days with one decimal: `6.2 d`. */
export function formatDays(seconds: number): string {
  return `${daysOnly(seconds)}${NBSP}d`;
}

/** The same where a reader would take 0.0 for nothing at all: `under 0.1 d`. */
export function formatDaysWords(seconds: number): string {
  return seconds > 0 && seconds < DAY_SECONDS * 0.05 ? `<${NBSP}0.1${NBSP}d` : formatDays(seconds);
}

export function daysOnly(seconds: number): string {
  return oneDigit.format(seconds / DAY_SECONDS);
}

/** `38 %`, of a share between 0 and 1. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return `under${NBSP}1${NBSP}%`;
  return `${whole.format(percent)}${NBSP}%`;
}

const PLURALS: Readonly<Record<string, string>> = { entry: 'entries', status: 'statuses', 'story item': 'story items' };

export function formatCount(count: number, noun: string): string {
  const word = count === 1 ? noun : (PLURALS[noun] ?? `${noun}s`);
  return `${formatNumber(count)}${NBSP}${word}`;
}

const KIND_NOUNS: Readonly<Record<KindOrUnmapped, readonly [one: string, many: string]>> = {
  feature: ['feature', 'features'],
  defect: ['defect', 'defects'],
  risk: ['risk', 'risks'],
  debt: ['debt', 'debt'],
  unmapped: ['unmapped', 'unmapped'],
};

export function kindCount(kind: KindOrUnmapped, count: number): string {
  return `${formatNumber(count)}${NBSP}${KIND_NOUNS[kind][count === 1 ? 0 : 1]}`;
}

export function kindName(kind: KindOrUnmapped, isOne = false): string {
  const word = KIND_NOUNS[kind][isOne ? 0 : 1];
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14 Nov 2026`, of a day `2026-11-14`. */
export function formatDay(day: string): string {
  return `${formatDayShort(day)}${NBSP}${day.slice(0, 4)}`;
}

/** `14 Nov`. */
export function formatDayShort(day: string): string {
  return `${Number(day.slice(8, 10))}${NBSP}${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`;
}

/** `Nov 2026`, of a day in it. */
export function formatMonth(day: string): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}${NBSP}${day.slice(0, 4)}`;
}

/** `31 Aug – 22 Nov 2026`, of a half-open window: the last day named is the last one inside. */
export function formatWindow(from: string, to: string): string {
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - DAY_SECONDS * 1000).toISOString().slice(0, 10);
  if (from === last) return formatDay(from);
  const first = from.slice(0, 4) === last.slice(0, 4) ? formatDayShort(from) : formatDay(from);
  return `${first} – ${formatDay(last)}`;
}

/** `14 Nov 2026, 09:30`, of an instant, in a named zone. */
export function formatInstant(instant: string | number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${formatDay(`${of('year')}-${of('month')}-${of('day')}`)}, ${of('hour')}:${of('minute')}`;
}

/** The day an instant belongs to in a zone. */
export function dayIn(instant: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

/** `Halifax` of `America/Halifax`. */
export function zoneName(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** `2 h 05 min`, `3.4 d`, `40 s`: a length of time in the unit a person would pick. */
export function formatLength(seconds: number): string {
  if (seconds < 90) return `${whole.format(seconds)}${NBSP}s`;
  if (seconds < 5400) return `${whole.format(seconds / 60)}${NBSP}min`;
  if (seconds < 36 * 3600) return `${upToOneDigit.format(seconds / 3600)}${NBSP}h`;
  return formatDays(seconds);
}

/** `2 min ago`, `3 d ago`, `now`. */
export function formatAgo(instant: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
  if (seconds < 60) return 'now';
  if (seconds < 3600) return `${whole.format(seconds / 60)}${NBSP}min ago`;
  if (seconds < 48 * 3600) return `${whole.format(seconds / 3600)}${NBSP}h ago`;
  return `${whole.format(seconds / DAY_SECONDS)}${NBSP}d ago`;
}

/** `1.2 MB`, `340 kB`: the size of a file. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${whole.format(bytes)}${NBSP}bytes`;
  if (bytes < 1_000_000) return `${whole.format(bytes / 1000)}${NBSP}kB`;
  if (bytes < 1_000_000_000) return `${upToOneDigit.format(bytes / 1_000_000)}${NBSP}MB`;
  return `${upToOneDigit.format(bytes / 1_000_000_000)}${NBSP}GB`;
}

/** How people say the length of a window: `12 weeks`, `90 days`. */
export function formatSpan(from: string, to: string): string {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / (DAY_SECONDS * 1000));
  return days % 7 === 0 && days >= 14 ? formatCount(days / 7, 'week') : formatCount(days, 'day');
}

/** A value in the unit that the engine gives it in, as people read it. */
export function formatUnit(value: number, unit: string): string {
  if (unit === 'seconds') return formatDays(value);
  if (unit === 'share') return formatShare(value);
  return formatNumber(Math.round(value * 10) / 10);
}

/** A weekly value on the scale it is drawn in: durations in days, the rest as it is. */
export function drawnValue(value: number, unit: string): number {
  return unit === 'seconds' ? value / DAY_SECONDS : value;
}

/** What a scale is called. */
export function drawnUnit(unit: string): string {
  return unit === 'seconds' ? 'days' : unit;
}
