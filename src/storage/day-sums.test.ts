import type { Kysely } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import type { DaySum } from '../flow/day-sums.ts';
import { readDaySums, readPortfolioSums, replaceDaySums, WHOLE_STREAM } from './day-sums.ts';
import { newWorkspace, openStore } from './store.test-data.ts';
import { beginFacts, publishFacts } from './stream-facts.ts';
import type { Database } from './tables.ts';

const sumOf = (day: string, differences: Partial<DaySum> = {}): DaySum => ({
  day,
  step: WHOLE_STREAM,
  team: null,
  kind: 'feature',
  arrivals: 0,
  departures: 0,
  load: 0,
  activeMs: 0,
  waitingMs: 0,
  completed: 0,
  cancelled: 0,
  ...differences,
});
const MARCH = { from: '2024-03-01', to: '2024-04-01' };

describeOnBothDatabases('day sums', (open) => {
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
  });

  const publish = async (workspace: string, streamId: string, sums: readonly DaySum[]): Promise<number> => {
    const version = await beginFacts(db, workspace, streamId);
    await replaceDaySums(db, workspace, streamId, version, sums);
    await publishFacts(db, workspace, streamId, version, {
      documentVersion: 1,
      itemsRevision: 1,
      deliveryVersion: null,
      computedAt: 1,
    });
    return version;
  };

  test('a range holds its first day and not its last', async () => {
    const workspace = await newWorkspace(db);
    const days = ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01'].map((day) => sumOf(day, { arrivals: 1 }));
    const version = await publish(workspace, 's', days);
    const { sums } = await readDaySums(db, workspace, 's', version, MARCH);
    expect(sums).toEqual(days.slice(1, 3));
  });

  test('the load before a range is that of each group’s last day before it', async () => {
    const workspace = await newWorkspace(db);
    const version = await publish(workspace, 's', [
      sumOf('2024-01-01', { load: 4, team: 'Core' }),
      sumOf('2024-02-01', { load: 3, team: 'Core' }),
      sumOf('2024-02-01', { load: 2, step: 1 }),
      sumOf('2024-02-02', { load: 1, step: 2 }),
      sumOf('2024-02-03', { load: 0, step: 2 }),
      sumOf('2024-03-01', { load: 9, kind: 'debt' }),
    ]);
    const { opening, sums } = await readDaySums(db, workspace, 's', version, MARCH);
    expect(opening).toEqual([
      { step: WHOLE_STREAM, team: 'Core', kind: 'feature', load: 3 },
      { step: 1, team: null, kind: 'feature', load: 2 },
    ]);
    expect(sums).toEqual([sumOf('2024-03-01', { load: 9, kind: 'debt' })]);
    const one = await readDaySums(db, workspace, 's', version, { ...MARCH, step: 1 });
    expect(one).toEqual({ opening: [{ step: 1, team: null, kind: 'feature', load: 2 }], sums: [] });
  });

  test('sums replace the ones before them', async () => {
    const workspace = await newWorkspace(db);
    const version = await publish(workspace, 's', [sumOf('2024-03-01', { arrivals: 1 })]);
    await replaceDaySums(db, workspace, 's', version, [sumOf('2024-03-02', { arrivals: 2 })]);
    const { sums } = await readDaySums(db, workspace, 's', version, MARCH);
    expect(sums).toEqual([sumOf('2024-03-02', { arrivals: 2 })]);
  });

  test('the portfolio adds up teams, with the load of a team on which nothing happened that day', async () => {
    const workspace = await newWorkspace(db);
    // Core holds 2 from 10 February on; Web comes to 3 on 5 March and to 1 on 6 March; Core to 1 on 6 March.
    const version = await publish(workspace, 's', [
      sumOf('2024-02-10', { team: 'Core', arrivals: 2, load: 2 }),
      sumOf('2024-03-06', { team: 'Core', departures: 1, completed: 1, load: 1, activeMs: 9_007_199_254_000_000 }),
      sumOf('2024-03-05', { team: 'Web', arrivals: 3, load: 3 }),
      sumOf('2024-03-06', { team: 'Web', departures: 2, cancelled: 2, load: 1, waitingMs: 7 }),
      sumOf('2024-03-06', { team: 'Web', step: 0, arrivals: 100, load: 100 }),
      sumOf('2024-03-05', { team: 'Web', kind: 'risk', arrivals: 1, load: 1 }),
    ]);
    const { step: _step, team: _team, ...fifth } = sumOf('2024-03-05', { arrivals: 3, load: 5 });
    const sixth = {
      ...fifth,
      day: '2024-03-06',
      arrivals: 0,
      departures: 3,
      load: 2,
      activeMs: 9_007_199_254_000_000,
      waitingMs: 7,
      completed: 1,
      cancelled: 2,
    };
    const risk = { ...fifth, kind: 'risk', arrivals: 1, load: 1 };
    expect(await readPortfolioSums(db, workspace, MARCH)).toEqual([
      { streamId: 's', version, opening: [{ kind: 'feature', load: 2 }], days: [fifth, sixth, risk] },
    ]);
  });

  test('the portfolio shows published facts only, and a stream without any movement as well', async () => {
    const workspace = await newWorkspace(db);
    const version = await publish(workspace, 'a', [sumOf('2024-03-01', { arrivals: 1, load: 1 })]);
    const next = await beginFacts(db, workspace, 'a');
    await replaceDaySums(db, workspace, 'a', next, [sumOf('2024-03-01', { arrivals: 50, load: 50 })]);
    const quiet = await publish(workspace, 'b', []);
    await beginFacts(db, workspace, 'c');
    const portfolio = await readPortfolioSums(db, workspace, MARCH);
    expect(
      portfolio.map((stream) => [stream.streamId, stream.version, stream.days.map((day) => day.arrivals)]),
    ).toEqual([
      ['a', version, [1]],
      ['b', quiet, []],
    ]);
  });
});
