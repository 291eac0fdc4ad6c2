import type { Note } from '../../api/store.ts';
import { formatDay, formatDayShort } from '../format.ts';
import { SANS, type Tokens } from '../theme.ts';
import type { ChartContext } from './drawing.ts';
import { spreadLabels } from './spread-labels.ts';
import { dayTicks, type LogScale } from './ticks.ts';

/** What all charts share: quiet axes, hairlines, no decoration. */
const DAY_MS = 86_400_000;

export function atDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function dayAt(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function dayAfter(day: string, days: number): string {
  return dayAt(atDay(day) + days * DAY_MS);
}

interface Room {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

export function baseOption({ tokens }: ChartContext, room: Room = {}) {
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: SANS, fontSize: 11.5, color: tokens.quiet },
    grid: { left: room.left ?? 44, right: room.right ?? 14, top: room.top ?? 26, bottom: room.bottom ?? 28 },
    tooltip: {
      confine: true,
      transitionDuration: 0,
      backgroundColor: tokens.raised,
      borderColor: tokens.edge,
      borderWidth: 1,
      padding: [8, 11],
      extraCssText: 'box-shadow:none;border-radius:7px;max-width:320px;white-space:normal',
      textStyle: { color: tokens.ink, fontFamily: SANS, fontSize: 12.5 },
    },
  };
}

interface ValueAxis {
  readonly name: string;
  /** A log scale with its own numbers; left out: a linear one. */
  readonly log?: LogScale;
  readonly min?: number;
  readonly max?: number;
  readonly isWhole?: boolean;
  readonly interval?: number;
  readonly format?: (value: number) => string;
}

export function valueAxis(tokens: Tokens, { name, log, min, max, isWhole = false, interval, format }: ValueAxis) {
  return {
    type: log === undefined ? 'value' : 'log',
    name,
    nameLocation: 'end',
    nameGap: 12,
    nameTextStyle: { color: tokens.quiet, align: 'left', padding: [0, 0, 0, -34] },
    min: log?.min ?? min,
    max: log?.max ?? max,
    interval,
    minInterval: isWhole ? 1 : undefined,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false, ...(log === undefined ? {} : { customValues: log.ticks }) },
    axisLabel: { color: tokens.quiet, formatter: format, ...(log === undefined ? {} : { customValues: log.ticks }) },
    splitLine: { lineStyle: { color: tokens.hairline, width: 1 } },
  };
}

export function timeAxis(tokens: Tokens, from: string, to: string, isNarrow: boolean) {
  return {
    type: 'time',
    min: atDay(from),
    max: atDay(to),
    axisLine: { lineStyle: { color: tokens.edge } },
    axisTick: { show: false },
    axisLabel: {
      color: tokens.quiet,
      hideOverlap: true,
      customValues: dayTicks(from, to, isNarrow ? 4 : 7),
      formatter: (value: number) => formatDayShort(dayAt(value)),
    },
    splitLine: { show: false },
  };
}

/** A place a week or month; labels by their first day. */
export function periodAxis(tokens: Tokens, days: readonly string[], isMonths = false) {
  return {
    type: 'category',
    data: [...days],
    axisLine: { lineStyle: { color: tokens.edge } },
    axisTick: { show: false },
    axisLabel: {
      color: tokens.quiet,
      hideOverlap: true,
      formatter: (day: string) => (isMonths ? formatDay(day).replace(/^\S+\s/, '') : formatDayShort(day)),
    },
  };
}

export interface Level {
  readonly at: number;
  readonly name: string;
  readonly isStrong?: boolean;
}

/** How high a label stands at least above the next one, in pixels. */
const LABEL_HEIGHT = 13;

/**
 * Dashed lines with their names at the right end. Where the caller says how high a value is drawn (`heightOf`, pixels from the top),
 * names that would lie on each other are moved apart.
 */
export function levelLines(tokens: Tokens, levels: readonly Level[], heightOf?: (value: number) => number) {
  const inOrder = [...levels].sort((a, b) => b.at - a.at);
  const wanted = inOrder.map((level) => heightOf?.(level.at) ?? 0);
  const placed = heightOf === undefined ? wanted : spreadLabels(wanted, LABEL_HEIGHT);
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { type: 'dashed', color: tokens.quiet, width: 1 },
    label: { position: 'end', color: tokens.ink, fontSize: 11, fontFamily: SANS },
    data: inOrder.map((level, index) => ({
      yAxis: level.at,
      label: {
        formatter: level.name,
        fontWeight: level.isStrong === true ? 600 : 400,
        offset: [0, (placed[index] ?? 0) - (wanted[index] ?? 0)],
      },
    })),
  };
}

/** A thin upright line at each note's day, with the beginning of its text. */
export function noteLines(
  { tokens, notes, isNarrow }: ChartContext,
  places: readonly { note: Note; at: number | string }[],
) {
  const shown = notes.length === 0 ? [] : places;
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { type: 'dotted', color: tokens.ink, width: 1, opacity: 0.7 },
    label: {
      position: 'end',
      align: 'left',
      distance: 3,
      color: tokens.ink,
      fontSize: 10.5,
      fontFamily: SANS,
      backgroundColor: tokens.card,
      padding: [1, 3],
    },
    data: shown.map(({ note, at }) => ({ xAxis: at, label: { formatter: shorten(note.text, isNarrow ? 12 : 26) } })),
  };
}

/** Notes on a time axis. */
export function notesInTime(context: ChartContext, from: string, to: string) {
  const inside = context.notes.filter((note) => note.day >= from && note.day < to);
  return noteLines(
    context,
    inside.map((note) => ({ note, at: atDay(note.day) })),
  );
}

/** Notes on an axis of periods: at the period that holds the note's day. */
export function notesInPeriods(context: ChartContext, starts: readonly string[], end: string) {
  const inside = context.notes.flatMap((note) => {
    if (note.day >= end) return [];
    const start = starts.findLast((day) => day <= note.day);
    return start === undefined ? [] : [{ note, at: start }];
  });
  return noteLines(context, inside);
}

function shorten(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}

/** An empty line series that carries marks, so that they are drawn whatever the other series hold. */
export function carrier(id: string, markLine: object, more: object = {}) {
  return { id, type: 'line', data: [], silent: true, markLine, ...more };
}

/** Diagonal hatching: waiting, wherever it is drawn. */
export function hatch(tokens: Tokens) {
  return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: -Math.PI / 4, color: tokens.hatch };
}

/** The text of a tooltip. Everything that comes from data is escaped. */
export function tip(title: string, lines: readonly (readonly [name: string, value: string])[], note = ''): string {
  const rows = lines.map(
    ([name, value]) =>
      `<div style="display:flex;justify-content:space-between;gap:18px"><span>${escapeText(name)}</span><strong>${escapeText(value)}</strong></div>`,
  );
  const foot = note === '' ? '' : `<div style="opacity:.7;margin-top:3px">${escapeText(note)}</div>`;
  return `<div style="font-weight:600;margin-bottom:2px">${escapeText(title)}</div>${rows.join('')}${foot}`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Index of the place a tooltip is about, whatever the trigger. */
export function placeOf(params: unknown): { readonly series: string; readonly index: number } | null {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  if (typeof first !== 'object' || first === null) return null;
  const index = 'dataIndex' in first && typeof first.dataIndex === 'number' ? first.dataIndex : null;
  const series = 'seriesId' in first && typeof first.seriesId === 'string' ? first.seriesId : '';
  return index === null ? null : { series, index };
}
