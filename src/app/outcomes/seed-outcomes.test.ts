import { beforeAll, describe, expect, test } from 'vitest';
import { openTestApps, SILENT, type TestApp } from '../../../test/test-app.ts';
import { checkInBody } from '../../outcomes/objectives/check-in.ts';
import { checkIn } from '../objectives/check-ins.ts';
import { listGoals } from '../objectives/goals.ts';
import { listObjectives } from '../objectives/objectives.ts';
import { listDue } from '../objectives/reminders.ts';
import { seedSample } from '../seed-sample.ts';
import { outcomePageOf } from './outcome-page.ts';
import { listOutcomes } from './outcomes.ts';

const END = '2026-11-22';
const open = openTestApps();

describe('the outcomes of the sample organisation', () => {
  let opened: TestApp;

  beforeAll(async () => {
    opened = await open({ now: () => Date.parse(`${END}T12:00:00Z`) });
    await seedSample(opened.app, SILENT, { scale: 0.3 });
  }, 180_000);

  test('hold every verdict, and some that wait', async () => {
    const { outcomes } = await listOutcomes(opened.app);
    const verdicts = outcomes.map(({ id, verdict }) => `${id} ${verdict}`);
    for (const verdict of [
      'REALISED',
      'PARTLY-REALISED',
      'NO-WORTHWHILE-EFFECT',
      'HARM',
      'INCONCLUSIVE',
      'NOT-ASSESSABLE',
      'null',
    ]) {
      expect(
        verdicts.filter((one) => one.endsWith(` ${verdict}`)).length,
        `${verdict} in ${verdicts.join(', ')}`,
      ).toBeGreaterThan(0);
    }
    expect(outcomes.every(({ isSample }) => isSample)).toBe(true);
    expect(
      outcomes.filter(({ nextReview }) => nextReview !== null && nextReview.state !== 'coming').length,
    ).toBeGreaterThan(0);
    expect(outcomes.filter(({ isAfterStart }) => isAfterStart)).toHaveLength(1);
    expect(opened.log.errors).toEqual([]);
  });

  test('stand beside objectives of a cycle that ended and of one that runs, each marked as sample', async () => {
    const { objectives, cycles, isSample } = await listObjectives(opened.app);
    expect(isSample).toBe(true);
    expect(cycles.map(({ body }) => `${body.name} ${body.state}`).toSorted()).toEqual([
      'Q3 2026 closed',
      'Q4 2026 open',
    ]);
    expect(objectives.length).toBeGreaterThan(4);
    // A team's objective takes up a key result of the organisation's.
    expect(objectives.some(({ body }) => body.parent === 'sample-ease-declined')).toBe(true);
    const { goals } = await listGoals(opened.app, 'checkout');
    expect(goals.map(({ state, check }) => `${state} ${check.verdict}`)).toEqual([
      'running PASS',
      'decided PASS',
      'decided PASS',
    ]);
  });

  test('stand still on the day of the first start, objectives, check-ins and reviews alike', async () => {
    const later = { ...opened.app, now: () => Date.parse('2027-09-01T12:00:00Z') };
    const objectives = await listObjectives(later);
    expect(objectives.today).toBe(END);
    expect(objectives).toEqual(await listObjectives(opened.app));
    expect(await listOutcomes(later)).toEqual(await listOutcomes(opened.app));
    expect(await listDue(later)).toEqual(await listDue(opened.app));
    // A check-in says how things are on the sample's day, not on one that lies ahead of it.
    const [row] = objectives.objectives.filter(({ isClosed }) => !isClosed).flatMap(({ keyResults }) => keyResults);
    const ahead = checkIn(later, checkInBody.parse({ keyResult: row?.id, on: '2027-09-01', value: 1 }));
    await expect(ahead).rejects.toThrow('lies ahead');
  });

  test('a second start adds nothing', async () => {
    const before = await listOutcomes(opened.app);
    await seedSample(opened.app, SILENT, { scale: 0.3 });
    expect(await listOutcomes(opened.app)).toEqual(before);
  });

  test('what was promised is what was stated before the work began', async () => {
    const page = await outcomePageOf(opened.app, 'sample-guest-checkout');
    expect(page.isLocked).toBe(true);
    expect(page.row.isAfterStart).toBe(false);
    expect(page.loop.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'stated done',
      'in-work done',
      'delivered done',
      'month-1 done',
      'month-3 done',
      'month-6 done',
      'verdict done',
    ]);
  });
});
