import { defineMetric, measured } from './define.ts';
import { secondsOf } from './durations.ts';
import { openAtAsOf } from './items-in.ts';

const DAY_MS = 86_400_000;

export interface StalledItem {
  readonly item: string;
  readonly title: string;
  readonly step: string;
  readonly stillSeconds: number;
  readonly isPaused: boolean;
  readonly isBlocked: boolean;
}

export interface Stalled {
  readonly afterDays: number;
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly items: readonly StalledItem[];
}

/**
 * Which unfinished items have not moved for N days (`options.stalledAfterDays` of the stream), the longest still first.
 * Unit: items; days are of 24 hours. Population: committed items unfinished at `asOf`, paused ones too; a change of status inside a
 * step is a sign of life. Source: methods.md 2.6.
 */
export const stalled = defineMetric<Stalled>({
  id: 'stalled',
  name: 'Stalled',
  meaning: 'Which unfinished items have neither moved nor changed status for some days.',
  unit: 'items',
  population:
    'Flow items committed and unfinished at the moment of looking (asOf), paused ones among them. The number of days is the option stalledAfterDays of the stream; days are of 24 hours. n counts all unfinished items.',
  source: 'methods.md 2.6',
  exclusions: {},
  shape: {
    afterDays: 'Days without a move after which an item counts as stalled.',
    count: 'Stalled items.',
    of: 'Unfinished items.',
    share: 'count / of; null when nothing is unfinished.',
    items: 'Each stalled item, longest still first: item, title, step, stillSeconds, isPaused, isBlocked.',
  },
  measure: (input) => {
    const { stream, window } = input;
    const afterDays = stream.document.options.stalledAfterDays;
    const open = openAtAsOf(input);
    const items = open
      .filter((facts) => window.asOf - facts.lastMovedAt >= afterDays * DAY_MS)
      .toSorted((a, b) => a.lastMovedAt - b.lastMovedAt)
      .map((facts) => ({
        item: facts.item,
        title: facts.title,
        step: stream.steps[facts.step]?.name ?? '',
        stillSeconds: secondsOf(window.asOf - facts.lastMovedAt),
        isPaused: facts.isPaused,
        isBlocked: facts.isBlocked,
      }));
    const share = open.length === 0 ? null : items.length / open.length;
    return measured(
      { afterDays, count: items.length, of: open.length, share, items },
      items.map((one) => one.item),
      { n: open.length },
    );
  },
});
