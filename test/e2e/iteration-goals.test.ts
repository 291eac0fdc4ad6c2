import { expect, test } from 'vitest';
import { faults } from './page-faults.ts';
import { startVisit } from './visit.ts';

const visit = startVisit({ withSample: true });

test('the goal of an iteration is checked as it is typed, and gets its verdict', async () => {
  const page = await visit.visitor();
  await page.goto('/objectives?show=goals');
  const form = page.getByRole('form', { name: 'A goal for an iteration' });
  await form.getByLabel('What this iteration should change').fill('Complete three refactoring tickets.');
  await form.getByText('As it stands, nobody could tell later whether it came true.').waitFor();
  await form.getByLabel('Why it stands all the same').waitFor();
  const goal = 'Guests finish paying more often: the share of guest payments completed rises from 71 % to 74 %.';
  await form.getByLabel('What this iteration should change').fill(goal);
  // The end of the iteration is the day that the sentence does not name.
  await form.getByLabel('First day of the iteration').fill('2026-06-01');
  await form.getByLabel('Last day of the iteration').fill('2026-06-14');
  await form.getByText('It can be checked later: it says what').waitFor();
  await form.getByRole('button', { name: 'State the goal' }).click();
  await page.getByText('ended, without a verdict', { exact: true }).waitFor();
  await page.getByRole('button', { name: `Give the verdict on: ${goal}` }).click();
  const verdict = page.getByRole('form', { name: 'The verdict' });
  await verdict.getByLabel('It was').selectOption('partly');
  await verdict.getByLabel('Why').fill('It rose to 72 %.');
  expect(await faults(page)).toEqual([]);
  await verdict.getByRole('button', { name: 'Keep the verdict' }).click();
  await page.getByText('partly reached: It rose to 72 %.').waitFor();

  // Another wording is a further version; what is taken off can be put back, verdict and all.
  await page.getByRole('button', { name: `Change: ${goal}` }).click();
  const change = page.getByRole('form', { name: 'Change the goal' });
  await change.getByLabel('Team').fill('Basket');
  await change.getByRole('button', { name: 'Keep as a further version' }).click();
  await change.waitFor({ state: 'detached' });
  const list = page.getByRole('list', { name: 'Goals of iterations, latest first' });
  const own = list.getByRole('listitem').filter({ hasText: goal });
  await own.getByText('Basket').waitFor();
  await page.getByRole('button', { name: `Take off: ${goal}` }).click();
  await page.getByText(`The goal “${goal}” was taken off.`).waitFor();
  await expect.poll(() => own.count()).toBe(0);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await own.getByText('partly reached: It rose to 72 %.').waitFor();

  // The stream's own page says what its present iteration is to change, and leads to the rest.
  await page.goto('/streams/checkout');
  const there = page.getByRole('region', { name: 'Goals of iterations' });
  await there.getByText('The goal of this iteration').waitFor();
  await there.getByText('running, no verdict yet').waitFor();
  await there.getByRole('link', { name: 'All goals of iterations' }).click();
  await own.waitFor();
});
