import type { ItemRow } from '../api/flow.ts';
import { KINDS } from '../flow/facts.ts';
import { dayIn } from './format.ts';

/**
 * What stands open beside a page, as it is written in the address:
 * `measure:flow-velocity|kind=defect|completed=2026-10-05..2026-10-12`, `step:Ready for test`, `items:K-1,K-2|title=…`.
 */
export type OpenTarget =
  | { readonly to: 'measure'; readonly metric: string; readonly where: Where }
  | { readonly to: 'step'; readonly step: string }
  | { readonly to: 'items'; readonly keys: readonly string[]; readonly title: string }
  /** Items as they stood at the end of a day: in process, in one step, or in one band of the cumulative flow. */
  | {
      readonly to: 'day';
      readonly day: string;
      readonly step?: string;
      readonly band?: string;
      readonly kind?: string;
    }
  /** The items that show a modelling problem. */
  | { readonly to: 'problem'; readonly problem: string }
  /** Context notes, with a new one begun on a day. */
  | { readonly to: 'notes'; readonly day?: string };

/** Which of a measure's items: of one kind, finished or begun in a span of days (half-open), in one step. */
export interface Where {
  readonly kind?: string;
  readonly step?: string;
  readonly completed?: DaySpan;
  readonly committed?: DaySpan;
}

export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export function writeOpen(target: OpenTarget): string {
  switch (target.to) {
    case 'measure': {
      const { kind, step, completed, committed } = target.where;
      const parts = [`measure:${target.metric}`];
      if (kind !== undefined) parts.push(`kind=${kind}`);
      if (step !== undefined) parts.push(`step=${step}`);
      if (completed !== undefined) parts.push(`completed=${completed.from}..${completed.to}`);
      if (committed !== undefined) parts.push(`committed=${committed.from}..${committed.to}`);
      return parts.join('|');
    }
    case 'step':
      return `step:${target.step}`;
    case 'items':
      return `items:${target.keys.join(',')}|title=${target.title}`;
    case 'day':
      return ['step', 'band', 'kind'].reduce((text, name) => {
        const value = { step: target.step, band: target.band, kind: target.kind }[name];
        return value === undefined ? text : `${text}|${name}=${value}`;
      }, `day:${target.day}`);
    case 'problem':
      return `problem:${target.problem}`;
    case 'notes':
      return target.day === undefined ? 'notes' : `notes:${target.day}`;
  }
}

/** Null when the text says nothing that can be opened. */
export function readOpen(text: string): OpenTarget | null {
  const colon = text.indexOf(':');
  const [head, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  if (head === 'step') return rest === '' ? null : { to: 'step', step: rest };
  if (head === 'problem') return rest === '' ? null : { to: 'problem', problem: rest };
  if (head === 'notes') return /^\d{4}-\d\d-\d\d$/.test(rest) ? { to: 'notes', day: rest } : { to: 'notes' };
  const [first = '', ...pairs] = rest.split('|');
  const named = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  if (first === '') return null;
  if (head === 'items') return { to: 'items', keys: first.split(','), title: named.get('title') ?? 'Items' };
  if (head === 'day') return readDay(first, named);
  if (head !== 'measure') return null;
  const kind = named.get('kind');
  const step = named.get('step');
  const completed = readSpan(named.get('completed'));
  const committed = readSpan(named.get('committed'));
  return {
    to: 'measure',
    metric: first,
    where: {
      ...(kind !== undefined && KINDS.some((one) => one === kind) ? { kind } : {}),
      ...(step === undefined ? {} : { step }),
      ...(completed === null ? {} : { completed }),
      ...(committed === null ? {} : { committed }),
    },
  };
}

function readDay(day: string, named: ReadonlyMap<string, string>): OpenTarget | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const parts = [...named].filter(([name]) => name === 'step' || name === 'band' || name === 'kind');
  return { to: 'day', day, ...Object.fromEntries(parts) };
}

function readSpan(text: string | undefined): DaySpan | null {
  const found = text === undefined ? null : /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text);
  const from = found?.[1];
  const to = found?.[2];
  return from === undefined || to === undefined ? null : { from, to };
}

/** The rows that a mark stands for. */
export function rowsWhere(rows: readonly ItemRow[], where: Where, timeZone: string): readonly ItemRow[] {
  const isIn = (instant: string | null, span: DaySpan | undefined): boolean => {
    if (span === undefined) return true;
    if (instant === null) return false;
    const day = dayIn(instant, timeZone);
    return day >= span.from && day < span.to;
  };
  return rows.filter(
    (row) =>
      (where.kind === undefined || row.kind === where.kind) &&
      (where.step === undefined || row.step === where.step) &&
      isIn(row.completedAt, where.completed) &&
      isIn(row.committedAt, where.committed),
  );
}
