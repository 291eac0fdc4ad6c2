import fc from 'fast-check';
import { readCorpus } from '../../test/golden/corpus.ts';
import type { Change, ItemHistory, Status } from './history.ts';
import { compileStream, type Stream } from './stream/compile.ts';
import { streamDocument } from './stream/document.ts';

const HOUR_MS = 3_600_000;
/** Everything happens on a coarse grid from here on, so that instants often coincide. */
export const FIRST_AT = Date.parse('2024-03-01T00:00Z');
export const TICK_MS = 6 * HOUR_MS;
export const TICKS = 40;

const plain = readCorpus().streams.plain ?? {};

/** The golden corpus' plain stream, with options. */
export function plainStream(changed: Readonly<Record<string, unknown>> = {}): Stream {
  return compileStream(streamDocument.parse({ ...plain, ...changed }));
}

/** The plain stream's document as it may be set up: with and without a restart, a scope, and deleted items left out. */
export const anyDocument: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .record({
    restartOnReturnToNew: fc.boolean(),
    deletedItems: fc.constantFrom('keep', 'leave-out'),
    isScoped: fc.boolean(),
  })
  .map(({ isScoped, ...options }) => ({ ...plain, options, ...(isScoped ? { items: [{ project: ['A'] }] } : {}) }));

export const anyStream: fc.Arbitrary<Stream> = anyDocument.map((document) => plainStream(document));

const NAMES = 'Idea Ready Build Coding Review Test Resolved Closed Dropped On_hold Impeded Triage'.split(' ');
const anyStatus = fc.constantFrom(...NAMES).map((name): Status => ({ id: null, name: name.replace('_', ' ') }));
export const anyTick = fc.integer({ min: 0, max: TICKS });
const anyKey = fc.constantFrom('K-1', 'K-2', 'K-3', 'X-9');
const anyLink = fc.record({ type: fc.constantFrom('is blocked by', 'depends on', 'relates to'), item: anyKey });

type Item = Change extends infer One ? (One extends Change ? Omit<One, 'at' | 'sequence'> : never) : never;

const anyResolution = fc.constantFrom(null, 'Fixed', "Won't Fix");
const anyItem: fc.Arbitrary<Item> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ field: fc.constant('status' as const), from: fc.constant(null), to: anyStatus }),
  },
  { weight: 3, arbitrary: fc.record({ field: fc.constant('resolution' as const), to: anyResolution }) },
  { weight: 2, arbitrary: fc.record({ field: fc.constant('blocked' as const), to: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      field: fc.constant('custom' as const),
      name: fc.constantFrom('Flagged', 'Nature'),
      to: fc.constantFrom([], ['yes']),
    }),
  },
  { weight: 2, arbitrary: fc.record({ field: fc.constant('link' as const), isAdded: fc.boolean(), link: anyLink }) },
  {
    weight: 1,
    arbitrary: fc.record({
      field: fc.constant('type' as const),
      to: fc.constantFrom(null, 'Bug', 'Story', 'Sub-task'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ field: fc.constant('project' as const), to: fc.constantFrom('A', 'B') }) },
  { weight: 1, arbitrary: fc.record({ field: fc.constant('title' as const), to: fc.constantFrom('One', 'Other') }) },
  { weight: 1, arbitrary: fc.record({ field: fc.constant('team' as const), to: fc.constantFrom(null, 'Green') }) },
  { weight: 1, arbitrary: fc.record({ field: fc.constant('parent' as const), to: fc.constantFrom(null, 'K-2') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      field: fc.constant('labels' as const),
      to: fc.constantFrom<readonly string[]>([], ['security'], ['tech-debt', 'other']),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      field: fc.constant('components' as const),
      to: fc.constantFrom<readonly string[]>([], ['Core'], ['Web'], ['Core', 'Web']),
    }),
  },
);

/** A change log's entries: several may share an instant, ids are in no order of time, one entry may change several fields. */
const anyChanges: fc.Arbitrary<readonly Change[]> = fc
  .array(fc.record({ tick: anyTick, items: fc.array(anyItem, { minLength: 1, maxLength: 3 }) }), { maxLength: 12 })
  .chain((entries) =>
    fc
      .shuffledSubarray(
        entries.map((_, id) => id),
        { minLength: entries.length },
      )
      .map((ids) =>
        entries
          .map(({ tick, items }, place): readonly Change[] => {
            const moment = { at: FIRST_AT + tick * TICK_MS, sequence: ids[place] ?? 0 };
            return items.map((item): Change => ({ ...moment, ...item }));
          })
          .toSorted((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0) || (a[0]?.sequence ?? 0) - (b[0]?.sequence ?? 0))
          .flat(),
      ),
  );

/** A history of any shape over the plain stream's statuses, transparent, unmapped, reopened, cancelled, blocked, moved and deleted ones among them. */
export function anyHistory(item: string): fc.Arbitrary<ItemHistory> {
  return fc
    .record({
      created: fc.integer({ min: 0, max: 8 }),
      deleted: fc.option(anyTick, { freq: 8 }),
      status: fc.option(anyStatus, { freq: 8 }),
      resolution: anyResolution,
      links: fc.array(anyLink, { maxLength: 1 }),
      isBlocked: fc.boolean(),
      changes: anyChanges,
    })
    .map(({ created, deleted, status, resolution, links, isBlocked, changes }) => ({
      source: 'any',
      item,
      url: null,
      createdAt: FIRST_AT + created * TICK_MS,
      initial: {
        title: item,
        status,
        type: 'Story',
        resolution,
        project: 'A',
        parent: null,
        team: null,
        labels: [],
        components: ['Core'],
        blocked: isBlocked,
        links,
        custom: {},
      },
      changes,
      presentStatus: null,
      isCutShort: false,
      deletedAt: deleted === null ? null : FIRST_AT + Math.max(deleted, created) * TICK_MS,
    }));
}

/** Three items that may block each other. */
export const anyHistories: fc.Arbitrary<readonly ItemHistory[]> = fc.tuple(
  anyHistory('K-1'),
  anyHistory('K-2'),
  anyHistory('K-3'),
);

export const anyAsOf: fc.Arbitrary<number> = anyTick.map((tick) => FIRST_AT + tick * TICK_MS);
