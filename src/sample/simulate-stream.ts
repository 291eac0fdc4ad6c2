import type { Day } from '../flow/calendar.ts';
import { addMonths, calendarOf } from '../flow/calendar.ts';
import type { Change, Fields, ItemHistory, Status } from '../flow/history.ts';
import type { Random } from '../statistics/random.ts';
import { randomOf } from '../statistics/random.ts';
import { checkoutWords } from './words/checkout.ts';
import type { Subject } from './words/words.ts';
import { titlesOf } from './words/words.ts';

/** What kind of stream is wanted. */
export interface StreamOptions {
  readonly seed: number;
  readonly items: number;
  /** The first day on which nothing has happened yet. */
  readonly endOn: Day;
  /** Default 18. */
  readonly months?: number;
  /** Project and prefix of the keys; give each stream its own. Default `BEN`. */
  readonly project?: string;
  /** Default `Bench`. */
  readonly name?: string;
  /** Default UTC. */
  readonly timeZone?: string;
}

/** A stream that is made while it is read. */
export interface SimulatedStream {
  readonly documentText: string;
  /** In order of creation; made while it is read, the same on every reading. */
  readonly histories: Iterable<ItemHistory>;
}

const backlog: Status = { id: '1', name: 'Backlog' };
const ready: Status = { id: '2', name: 'Ready' };
const build: Status = { id: '3', name: 'Build' };
const review: Status = { id: '4', name: 'Review' };
const readyForTest: Status = { id: '5', name: 'Ready for test' };
const test: Status = { id: '6', name: 'Test' };
const done: Status = { id: '7', name: 'Done' };
const dropped: Status = { id: '8', name: 'Dropped' };

/** Mean days before an item enters each status. */
const WAY: readonly (readonly [Status, number])[] = [
  [ready, 12],
  [build, 3],
  [review, 2.5],
  [readyForTest, 1],
  [test, 3.5],
  [done, 1.2],
];
const COMPONENTS: readonly (readonly string[])[] = ['Orders', 'Stock', 'Prices', 'Accounts', 'Mail', 'Reports'].map(
  (one) => [one],
);
const LABELS: readonly (readonly string[])[] = [[], [], [], ['tech-debt'], ['security'], ['mobile']];
const NO_LINKS: Fields['links'] = [];
const NO_CUSTOM: Fields['custom'] = {};
const FLAG = ['Impediment'] as const;
const STORIES_PER_EPIC = 25;
const DAY_MS = 86_400_000;

/**
 * A plain stream for measuring speed: any number of items with about eight changes each, made one by one and never held.
 * Items arrive evenly over the months; nothing queues, so it shows no behaviour worth looking at.
 */
export function simulateStream(options: StreamOptions): SimulatedStream {
  return { documentText: documentOf(options), histories: { [Symbol.iterator]: () => historiesOf(options) } };
}

function* historiesOf(options: StreamOptions): Generator<ItemHistory> {
  const { items, endOn, project = 'BEN', timeZone = 'UTC' } = options;
  const random = randomOf(options.seed).fork(project);
  const calendar = calendarOf(timeZone);
  const startAt = calendar.startOf(addMonths(endOn, -(options.months ?? 18)));
  const endAt = calendar.startOf(endOn);
  const gap = (endAt - startAt) / items;
  const titles = drawTitles(random.fork('titles'));
  let epic: string | null = null;
  let sequence = 0;
  for (let place = 0; place < items; place += 1) {
    const item = `${project}-${place + 1}`;
    const isEpic = place % (STORIES_PER_EPIC + 1) === 0;
    const createdAt = Math.floor(startAt + gap * (place + random.uniform()));
    const initial: Fields = {
      title: titles[random.integer(titles.length)] ?? '',
      status: backlog,
      type: isEpic ? 'Epic' : random.chance(0.28) ? 'Bug' : 'Story',
      resolution: null,
      project,
      parent: isEpic ? null : epic,
      team: null,
      labels: LABELS[random.integer(LABELS.length)] ?? [],
      components: COMPONENTS[random.integer(COMPONENTS.length)] ?? [],
      blocked: false,
      links: NO_LINKS,
      custom: NO_CUSTOM,
    };
    if (isEpic) epic = item;
    const changes = changesOf(random, createdAt, endAt, sequence);
    sequence += 16;
    yield {
      source: 'sample',
      item,
      url: null,
      createdAt,
      initial,
      changes,
      presentStatus: statusAfter(changes),
      isCutShort: false,
      deletedAt: null,
    };
  }
}

/** Along the way, now and then back to Build, flagged, or dropped; what would lie past the end has not happened. */
function changesOf(random: Random, createdAt: number, endAt: number, before: number): readonly Change[] {
  const changes: Change[] = [];
  let at = createdAt;
  let sequence = before;
  let from: Status = backlog;
  let step = 0;
  let isBack = false;
  const isDropped = random.chance(0.05);
  while (step < WAY.length) {
    const [status, days] = WAY[step] ?? [done, 1];
    at = onWorkday(at + Math.ceil(random.exponential(days) * DAY_MS) + 60_000);
    sequence += 1;
    if (at >= endAt) return changes;
    const to = isDropped && step === 3 ? dropped : status;
    changes.push({ at, sequence, field: 'status', from, to });
    from = to;
    if (to === done || to === dropped) {
      changes.push({ at, sequence, field: 'resolution', to: to === done ? 'Done' : "Won't do" });
      return changes;
    }
    if (step === 1 && random.chance(0.15)) {
      const flagged = at + 60_000 + random.integer(3_600_000);
      at = flagged + Math.ceil(random.exponential(2) * DAY_MS);
      if (flagged < endAt)
        changes.push({ at: flagged, sequence: sequence + 1, field: 'custom', name: 'Flagged', to: FLAG });
      if (at >= endAt) return changes;
      changes.push({ at, sequence: sequence + 2, field: 'custom', name: 'Flagged', to: [] });
      sequence += 2;
    }
    if (step === 4 && !isBack && random.chance(0.18)) {
      isBack = true;
      step = 1;
    } else step += 1;
  }
  return changes;
}

/** Saturdays and Sundays are put off by two days. 1 January 1970 was a Thursday. */
function onWorkday(at: number): number {
  const weekday = (Math.floor(at / DAY_MS) + 3) % 7;
  return weekday > 4 ? at + 2 * DAY_MS : at;
}

function statusAfter(changes: readonly Change[]): Status | null {
  for (let place = changes.length - 1; place >= 0; place -= 1) {
    const change = changes[place];
    if (change?.field === 'status') return change.to;
  }
  return backlog;
}

function drawTitles(random: Random): readonly string[] {
  const titles = titlesOf(checkoutWords, random);
  const subjects: readonly Subject[] = ['story', 'story', 'defect', 'debt'];
  return Array.from({ length: 1000 }, () => titles.write(random.choice(subjects), random.choice(checkoutWords.topics)));
}

function documentOf({ project = 'BEN', name = 'Bench', timeZone = 'UTC' }: StreamOptions): string {
  return `version: 1
stream: ${name}
timeZone: ${timeZone}
items: [{project: [${project}]}]
flowItem: story
levels:
  - {type: Epic, level: epic}
  - {level: story}
kinds:
  - {label: security, kind: risk}
  - {type: Bug, kind: defect}
  - {label: tech-debt, kind: debt}
  - {kind: feature}
steps:
  - {step: Backlog, stage: discovery, state: new, statuses: [{id: "1", name: Backlog}]}
  - {step: Ready, stage: delivery, state: waiting, statuses: [{id: "2", name: Ready}]}
  - {step: Build, state: active, statuses: [{id: "3", name: Build}]}
  - {step: Review, state: waiting, statuses: [{id: "4", name: Review}]}
  - {step: Ready for test, state: waiting, statuses: [{id: "5", name: Ready for test}]}
  - {step: Test, state: active, statuses: [{id: "6", name: Test}]}
  - {step: Done, state: done, statuses: [{id: "7", name: Done}]}
  - {step: Dropped, state: cancelled, statuses: [{id: "8", name: Dropped}]}
resolutions: {cancelled: ["Won't do"]}
blocked: {flag: Flagged}
teams:
  - {team: Trade, type: stream-aligned, component: [Orders, Prices]}
  - {team: Goods, type: stream-aligned, component: [Stock, Mail]}
  - {team: Insight, type: platform, component: [Accounts, Reports]}
daysOff: {weekdays: [Saturday, Sunday]}
`;
}
