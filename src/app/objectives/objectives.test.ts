import { beforeAll, describe, expect, test } from 'vitest';
import { describeAppOnBothDatabases, type TestApp } from '../../../test/test-app.ts';
import { cycleBody } from '../../outcomes/objectives/cycle.ts';
import { ownKeyResultBody } from '../../outcomes/objectives/key-result.ts';
import { objectiveBody } from '../../outcomes/objectives/objective.ts';
import { simulateOrganisation } from '../../sample/simulate-organisation.ts';
import { saveSetting } from '../../storage/settings.ts';
import { SAMPLE_ENDS_AT } from '../stream-clock.ts';
import { createStream } from '../streams.ts';
import { checkIn } from './check-ins.ts';
import { makeCycle } from './cycles.ts';
import { listObjectives, objectivePageOf, removeKeyResult, removeObjective, stateObjective } from './objectives.ts';
import { putBack } from './put-back.ts';
import { seedObjectives } from './seed-objectives.ts';

const ENDED_ON = '2026-06-15';
const HALF_A_YEAR_MS = 183 * 86_400_000;
const REAL_DAY = '2026-12-15';

describeAppOnBothDatabases('objectives', (open) => {
  let opened: TestApp;
  let now = Date.parse(`${ENDED_ON}T12:00:00Z`);

  beforeAll(async () => {
    opened = await open({ now: () => now });
    const { app } = opened;
    const kept = { key: SAMPLE_ENDS_AT, value: now, author: 'test', savedAt: now };
    await saveSetting(app.db, app.workspace, kept);
    await seedObjectives(app, ENDED_ON);
  }, 60_000);

  const ofSample = async () => {
    const { cycles, objectives, due } = await listObjectives(opened.app);
    const standing = objectives.flatMap(({ keyResults }) =>
      keyResults.map(({ id, freshness, dueOn }) => [id, freshness, dueOn]),
    );
    return { cycles, standing, due: due.map(({ keyResult, state }) => [keyResult, state]) };
  };

  describe('of the sample organisation', () => {
    test('stand on the day on which the sample ends, also beside a stream of real work half a year later', async () => {
      const alone = await ofSample();
      expect(alone.standing.length).toBeGreaterThan(5);
      const [first] = simulateOrganisation({ seed: 7, endOn: ENDED_ON, scale: 0.02 }).streams;
      await createStream(opened.app, first?.documentText ?? '');
      now += HALF_A_YEAR_MS;
      expect(await ofSample()).toEqual(alone);
      expect(alone.cycles.every(({ today }) => today === ENDED_ON)).toBe(true);
    });

    test('and what people state beside it stands on the present day', async () => {
      const body = cycleBody.parse({ name: 'Ours', from: '2026-12-01', to: '2027-03-01' });
      const { id: cycle } = await makeCycle(opened.app, body);
      const { cycles, today } = await listObjectives(opened.app);
      expect(today).toBe(REAL_DAY);
      expect(cycles.find(({ id }) => id === cycle)).toMatchObject({ today: REAL_DAY });
      const keyResult = ownKeyResultBody.parse({ title: 'k', direction: 'up', baseline: 0, target: 1 });
      const stated = await stateObjective(opened.app, {
        body: objectiveBody.parse({ title: 'Ours', level: 'team', cycle }),
        keyResults: [keyResult],
      });
      await checkIn(opened.app, {
        keyResult: stated.keyResults[0] ?? '',
        on: REAL_DAY,
        value: 1,
        confidence: null,
        note: '',
        asks: [],
      });
      expect((await objectivePageOf(opened.app, stated.id)).row).toMatchObject({ today: REAL_DAY, progress: 1 });
    });
  });

  test('an objective that is put back comes with the key results that went with it, not with one that was taken off before', async () => {
    const { app } = opened;
    const { id: cycle } = await makeCycle(
      app,
      cycleBody.parse({ name: 'Undone', from: '2026-12-01', to: '2027-03-01' }),
    );
    const keyResults = ['first', 'second', 'third'].map((title) =>
      ownKeyResultBody.parse({ title, direction: 'up', baseline: 0, target: 1 }),
    );
    const body = objectiveBody.parse({ title: 'To and fro', level: 'team', cycle });
    const { id, keyResults: ids } = await stateObjective(app, { body, keyResults });
    now += 1;
    await removeKeyResult(app, ids[0] ?? '');
    now += 1;
    await removeObjective(app, id);
    await expect(objectivePageOf(app, id)).rejects.toThrow('does not exist');
    now += 1;
    // Stated, taken off, put back.
    expect(await putBack(app, { kind: 'objective', id })).toEqual({ id, version: 3 });
    const { row } = await objectivePageOf(app, id);
    expect(row.keyResults.map((one) => one.body.title)).toEqual(['second', 'third']);
    await expect(putBack(app, { kind: 'objective', id })).rejects.toThrow('was not taken off');
  });
});
