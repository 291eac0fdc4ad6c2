import { expect, test } from 'vitest';
import { openTestApps } from '../../test/test-app.ts';
import { saveSetting } from '../storage/settings.ts';
import { nowOf, SAMPLE_ENDS_AT } from './stream-clock.ts';

const open = openTestApps();
const NOON = Date.parse('2026-06-15T12:00:00Z');
const MINUTE = 60_000;

test('the clock of a stream stands still between steps of ten minutes', async () => {
  let now = NOON + 3 * MINUTE;
  const { app } = await open({ now: () => now });
  const first = await nowOf(app, false, NOON - 60 * MINUTE);
  now += 6 * MINUTE;
  expect(await nowOf(app, false, NOON - 60 * MINUTE)).toBe(first);
  expect(first).toBe(NOON);
  now += 2 * MINUTE;
  expect(await nowOf(app, false, NOON - 60 * MINUTE)).toBe(NOON + 10 * MINUTE);
});

test('what an import brought a minute ago is not hidden by a clock that stands still', async () => {
  const { app } = await open({ now: () => NOON + 3 * MINUTE });
  expect(await nowOf(app, false, NOON + 2 * MINUTE)).toBe(NOON + 2 * MINUTE);
});

test('the clock is never ahead of the present, even where figures say they were computed later', async () => {
  const { app } = await open({ now: () => NOON + 3 * MINUTE });
  expect(await nowOf(app, false, NOON + 60 * MINUTE)).toBe(NOON + 3 * MINUTE);
});

test('the clock of sample data stops where its history ends', async () => {
  const { app } = await open({ now: () => NOON });
  await saveSetting(app.db, app.workspace, {
    key: SAMPLE_ENDS_AT,
    value: NOON - 60 * MINUTE,
    author: 'test',
    savedAt: NOON,
  });
  expect(await nowOf(app, true, NOON)).toBe(NOON - 60 * MINUTE);
  expect(await nowOf(app, false, null)).toBe(NOON);
});
