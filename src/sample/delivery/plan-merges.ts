import type { Random } from '../../statistics/random.ts';
import type { BuildSpan } from './build-spans.ts';

/** What reached, or was to reach, the default branch at one moment. */
export interface Merge {
  readonly at: number;
  readonly kind: 'pull' | 'trunk';
  readonly item: string | null;
  readonly title: string;
  readonly commitsAt: readonly number[];
  readonly openedAt: number;
  readonly firstResponseAt: number | null;
  readonly approvedAt: number | null;
  readonly isAbandoned: boolean;
  readonly isBot: boolean;
  readonly isRevert: boolean;
  readonly lines: number;
}

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

/** Instants of tools have whole seconds. */
function second(at: number): number {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}

/** Merges of finished items, of a program that keeps libraries fresh, and what took some of them back. In order of time. */
export function planMerges(spans: readonly BuildSpan[], isTrunkBased: boolean, random: Random): readonly Merge[] {
  const merges: Merge[] = [];
  for (const span of spans) {
    const own = random.fork(span.item);
    const isDirect = isTrunkBased ? own.chance(0.9) : own.chance(0.06);
    const parts = own.chance(0.15) ? 2 : 1;
    for (let part = 0; part < parts; part += 1) {
      const merge = mergeOf(span, part, parts, isDirect, own);
      merges.push(merge);
      if (!merge.isAbandoned && own.chance(0.02)) merges.push(revertOf(merge, own));
    }
  }
  merges.push(...botMerges(spans, random.fork('bot')));
  return merges.toSorted((one, other) => one.at - other.at);
}

function mergeOf(span: BuildSpan, part: number, parts: number, isDirect: boolean, random: Random): Merge {
  const length = (span.endAt - span.startAt) / parts;
  const from = span.startAt + part * length;
  const [first = 0, open = 0, respond = 0, approve = 0, merge = 0] = Array.from({ length: 5 }, () => random.uniform())
    .toSorted((one, other) => one - other)
    .map((share) => second(from + length * share));
  const more = Array.from({ length: Math.min(6, random.poisson(1.3)) }, () =>
    second(first + (merge - first) * random.uniform()),
  );
  return {
    at: merge,
    kind: isDirect ? 'trunk' : 'pull',
    item: span.item,
    title: part === 0 ? span.title : `${span.title}, second part`,
    commitsAt: [first, ...more.toSorted((one, other) => one - other)],
    openedAt: open,
    firstResponseAt: isDirect || random.chance(0.1) ? null : respond,
    approvedAt: isDirect || random.chance(0.15) ? null : approve,
    isAbandoned: !isDirect && random.chance(0.04),
    isBot: false,
    isRevert: false,
    lines: Math.ceil(random.lognormal(60, 1.1)),
  };
}

function revertOf(merge: Merge, random: Random): Merge {
  const at = second(merge.at + 3_600_000 + random.exponential(20 * 3_600_000));
  return {
    ...merge,
    at,
    title: `Revert "${merge.title}"`,
    commitsAt: [at - 600_000],
    openedAt: at - 540_000,
    firstResponseAt: null,
    approvedAt: null,
    isRevert: true,
  };
}

const LIBRARIES = ['undici', 'fastify', 'postgres', 'luxon', 'esbuild', 'typescript', 'playwright'] as const;

/** A program raises a library's version about every five days; some of it is never taken. */
function botMerges(spans: readonly BuildSpan[], random: Random): readonly Merge[] {
  const first = spans[0]?.startAt;
  const last = spans[spans.length - 1]?.endAt;
  if (first === undefined || last === undefined) return [];
  const merges: Merge[] = [];
  for (let at = first; ; ) {
    at = second(at + random.exponential(5 * DAY_MS) + 60_000);
    const merged = second(at + 3_600_000 + random.exponential(2 * DAY_MS));
    if (merged >= last) return merges;
    merges.push({
      at: merged,
      kind: 'pull',
      item: null,
      title: `Raise ${random.choice(LIBRARIES)} to ${1 + random.integer(9)}.${random.integer(20)}.${random.integer(10)}`,
      commitsAt: [at],
      openedAt: at,
      firstResponseAt: random.chance(0.4) ? merged - 1_800_000 : null,
      approvedAt: null,
      isAbandoned: random.chance(0.2),
      isBot: true,
      isRevert: false,
      lines: 2 + random.integer(30),
    });
  }
}
