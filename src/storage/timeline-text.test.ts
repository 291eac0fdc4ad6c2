import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KINDS, LEVELS } from '../flow/facts.ts';
import { timelineOf } from './store.test-data.ts';
import { parseTimelines, timelineText } from './timeline-text.ts';

const text = fc.string({ unit: 'binary', maxLength: 6 });
const instant = fc.integer({ min: -8_640_000_000_000_000 / 2, max: 8_640_000_000_000_000 / 2 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const few = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 4 });

const timeline = fc.record({
  source: text,
  item: text,
  url: maybe(text),
  createdAt: instant,
  deletedAt: maybe(instant),
  visits: few(
    fc.oneof(
      fc.record({ step: fc.nat(9), enterAt: instant, exitAt: maybe(instant) }),
      fc.record({ step: fc.nat(9), enterAt: instant, exitAt: instant, leftCancelled: fc.constant(true) }),
    ),
  ),
  blocked: few(fc.record({ startAt: instant, endAt: maybe(instant) })),
  otherStatusAt: few(instant),
  epochs: few(
    fc.record({
      fromAt: instant,
      isInScope: fc.boolean(),
      level: maybe(fc.constantFrom(...LEVELS)),
      kind: fc.constantFrom(...KINDS),
      team: maybe(text),
      type: maybe(text),
      project: maybe(text),
      parent: maybe(text),
      resolution: maybe(text),
      isCancelledResolution: fc.boolean(),
      labels: few(text),
      components: few(text),
      title: text,
    }),
  ),
  problems: few(
    fc.record({
      at: instant,
      problem: fc.oneof(
        fc.record({ problem: fc.constant('status-unmapped' as const), status: text }),
        fc.constant({ problem: 'reopened' as const }),
      ),
    }),
  ),
});

test('any timelines come back as they went in', () => {
  fc.assert(
    fc.property(few(timeline), (timelines) => {
      expect(parseTimelines(timelines.map(timelineText).join(','))).toEqual(timelines);
    }),
  );
});

test('no texts are no timelines', () => {
  expect(parseTimelines('')).toEqual([]);
});

test('an epoch is kept as what changed', () => {
  const first = {
    fromAt: 1_000,
    isInScope: true,
    level: 'story',
    kind: 'feature',
    team: 'Core',
    type: 'Story',
    project: 'K',
    parent: null,
    resolution: null,
    isCancelledResolution: false,
    labels: ['a'],
    components: [],
    title: 'Carry water',
  } as const;
  const epochs = [first, { ...first, fromAt: 1_500, labels: ['a'], resolution: 'Fixed' }];
  const packed = timelineText(timelineOf('K-1', { epochs }));
  // Created at 1,000 and resolved at 1,500: 500 ms later, and nothing but the resolution is new.
  expect(packed).toContain('[500,{"resolution":"Fixed"}]');
  expect(parseTimelines(packed)).toEqual([timelineOf('K-1', { epochs })]);
});
