import { describe, expect, it } from 'vitest';
import {
  type ContractCase,
  type ContractFake,
  type ContractFakeOptions,
  cleanRun,
  collect,
  faultSchedule,
  inOrder,
  Kept,
  skewOf,
  virtualClock,
} from './contract.test-data.ts';
import { contractCases } from './contract-cases.test-data.ts';
import { SourceFailure } from './kit/source-failure.ts';
import { liveSources } from './live-sources.ts';

async function withFake<Result>(
  one: ContractCase,
  options: ContractFakeOptions,
  use: (fake: ContractFake) => Promise<Result>,
): Promise<Result> {
  const fake = await one.start(options);
  try {
    return await use(fake);
  } finally {
    await fake.close();
  }
}

it('every registered source is held to the contract', () => {
  expect(contractCases.map(({ source }) => source.id).toSorted()).toEqual(liveSources.map(({ id }) => id).toSorted());
});

describe.each(contractCases.map((one) => [one.source.name, one] as const))('%s', (_name, one) => {
  const { source } = one;

  it('reads the whole history as a clean reading of the same data does, and holds no person', () =>
    withFake(one, {}, async (fake) => {
      const kept = new Kept();
      let wire = '';
      await collect(one, fake, kept, {
        seen: (json) => {
          wire += JSON.stringify(json);
        },
      });
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
      const stored = JSON.stringify([[...kept.records], kept.cursor, kept.notices]);
      for (const name of fake.planted) {
        expect(wire).toContain(name);
        expect(stored).not.toContain(name);
      }
    }));

  it('asks at most twice and yields no record when nothing changed', () =>
    withFake(one, {}, async (fake) => {
      const kept = await cleanRun(one, fake);
      const before = fake.requests.length;
      const pages = await collect(one, fake, kept);
      expect(fake.requests.length - before).toBeLessThanOrEqual(2);
      expect(pages.flatMap(({ records, gone }) => [...records, ...gone])).toEqual([]);
    }));

  it('fetches what changed and only that, and ends as a clean run does', () =>
    withFake(one, {}, async (fake) => {
      const kept = await cleanRun(one, fake);
      const before = new Map(kept.records);
      const changed = fake.change();
      const pages = await collect(one, fake, kept);
      const fetched = pages.flatMap(({ records }) => records);
      const comesAlong = fake.comesAlong ?? (() => false);
      expect(new Set(fetched.map(({ id }) => id).filter((id) => !comesAlong(id)))).toEqual(new Set(changed));
      const different = fetched.filter(({ id, payload }) => before.get(id) !== payload);
      expect(new Set(different.map(({ id }) => id))).toEqual(new Set(changed));
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
      expect(kept.records).toEqual((await cleanRun(one, fake)).records);
    }));

  it('goes on from any page after it was cut off there, whatever changed meanwhile', () =>
    withFake(one, {}, async (fake) => {
      const kept = new Kept();
      for (let cuts = 0; cuts < 40; cuts += 1) {
        const pages = await collect(one, fake, kept, { pages: 1 });
        if (pages.length === 0) break;
        if (cuts === 1) fake.change();
      }
      expect(await collect(one, fake, kept)).toEqual([]);
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
    }));

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('ends with the same records through faults, schedule %i', (seed) =>
    withFake(one, { faultOf: faultSchedule(seed), skewMs: skewOf(seed), isBent: seed % 2 === 0 }, async (fake) => {
      const kept = new Kept();
      await collect(one, fake, kept);
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
      fake.change();
      await collect(one, fake, kept);
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
    }),
  );

  it('keeps to the rate that the server allows, and loses nothing by it', async () => {
    const clock = virtualClock();
    await withFake(one, { perSecond: 2, now: clock.now }, async (fake) => {
      const kept = new Kept();
      await collect(one, fake, kept, { clock });
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
    });
  });

  it.each([401, 403] as const)('ends at %i with words on what to do, and goes on later from where it was', (status) => {
    let isRefused = false;
    return withFake(one, { faultOf: () => (isRefused ? { kind: 'status', status } : null) }, async (fake) => {
      const kept = new Kept();
      await collect(one, fake, kept, { pages: 1 });
      const cursor = JSON.stringify(kept.cursor);
      isRefused = true;
      const failure = await collect(one, fake, kept).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SourceFailure);
      if (!(failure instanceof SourceFailure)) return;
      expect(failure.kind).toBe(status === 401 ? 'unauthorised' : 'forbidden');
      expect(failure.isPassing).toBe(false);
      expect(failure.message).toMatch(/make new|give them/);
      expect(JSON.stringify(kept.cursor)).toBe(cursor);
      isRefused = false;
      await collect(one, fake, kept);
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
    });
  });

  it('notices in a sweep what was deleted, and keeps one record of what got another key', () =>
    withFake(one, {}, async (fake) => {
      const kept = await cleanRun(one, fake);
      const removed = fake.remove();
      const moved = fake.move?.() ?? null;
      await collect(one, fake, kept);
      const pages = await collect(one, fake, kept, { mode: 'sweep' });
      expect(pages.flatMap(({ gone }) => gone)).toEqual([removed]);
      expect(inOrder(kept.mapped(source, fake))).toEqual(inOrder(await fake.truth()));
      if (moved === null) return;
      const items = kept
        .mapped(source, fake)
        .flatMap((mapped) => (mapped.kind === 'item' ? [mapped.history.item] : []));
      expect(items).toContain(moved.to);
      expect(items).not.toContain(moved.from);
    }));
});
