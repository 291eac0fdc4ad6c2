import { expect, test } from 'vitest';
import { faults } from './page-faults.ts';
import { SAMPLE_END } from './sample-store.ts';
import { settle, startVisit } from './visit.ts';

const visit = startVisit({ withSample: false, isThen: true });

test('an objective from a cycle to its end: stated, checked in, taken up, scored, carried over', async () => {
  const page = await visit.visitor();
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Millrace' }).getByRole('link', { name: 'Objectives' }).click();
  await page.getByText('Begin with a cycle, such as the next quarter.').waitFor();
  expect(await faults(page)).toEqual([]);
  const cycle = page.getByRole('form', { name: 'A new cycle' });
  await cycle.getByLabel('Name of the cycle').fill('Q2 2026');
  await cycle.getByLabel('First day').fill('2026-04-01');
  await cycle.getByLabel('Last day').fill('2026-06-30');
  await cycle.getByRole('button', { name: 'Make the cycle' }).click();

  await page.getByRole('link', { name: 'State an objective' }).click();
  const form = page.getByRole('form', { name: 'A new objective' });
  await form.getByLabel('Objective', { exact: true }).fill('Paying is no effort');
  await form.getByLabel('Level').selectOption('organisation');
  const first = form.getByRole('group', { name: 'Key result 1' });
  await first.getByLabel('What is measured').fill('Share of begun payments completed');
  await first.getByLabel('From (baseline)').fill('78');
  await first.getByLabel('To (target)').fill('78');
  await first.getByLabel('Unit').fill('%');
  expect(await faults(page)).toEqual([]);
  await form.getByRole('button', { name: 'State the objective' }).click();
  await page.getByText('the target equals the baseline').first().waitFor();
  await first.getByLabel('To (target)').fill('84');
  await form.getByRole('button', { name: 'State the objective' }).click();

  await page.getByRole('heading', { level: 1, name: /Where its 1 key result stands is not known/ }).waitFor();
  await page.getByText('It has 1 key result; 3 to 5 are advised.').waitFor();
  await page.getByRole('button', { name: 'Check in on Share of begun payments completed' }).click();
  const checkIn = page.getByRole('form', { name: /^Check in on/ });
  await checkIn.getByLabel('On', { exact: true }).fill(SAMPLE_END);
  await checkIn.getByLabel('Where it stands').fill('81');
  await checkIn.getByLabel('How sure it will be met').fill('60');
  await checkIn.getByRole('button', { name: 'Ask another team for something' }).click();
  await checkIn.getByLabel('Team').fill('Data');
  await checkIn.getByLabel('What is asked').fill('Payments by device');
  await checkIn.getByRole('button', { name: 'Check in', exact: true }).click();
  // (81 − 78) / (84 − 78) is half the way; confidence stands beside it.
  await page
    .getByRole('heading', {
      level: 1,
      name: /It has come 50 % of the way, going by 1 of 1 key result\. The least sure one is held 60 % likely\./,
    })
    .waitFor();
  await page.getByRole('button', { name: 'Check-ins and work of' }).click();
  await page.getByText('Data: Payments by device').waitFor();

  // A check-in is corrected, and what is taken off is put back as it was.
  const checkIns = page.getByRole('list', { name: /^Check-ins on Share of begun payments/ });
  await checkIns.getByRole('button', { name: /^Correct the check-in of/ }).click();
  const correction = page.getByRole('form', { name: 'Correct the check-in' });
  await correction.getByLabel('What happened').fill('Counted by hand.');
  await correction.getByRole('button', { name: 'Keep as a further version' }).click();
  await checkIns.getByText('Counted by hand.').waitFor();
  await checkIns.getByRole('button', { name: /^Take off the check-in of/ }).click();
  await page.getByText('The check-in of 15 Jun 2026 was taken off.').waitFor();
  await expect.poll(() => checkIns.getByText('Counted by hand.').count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await checkIns.getByText('Counted by hand.').waitFor();
  await page.getByRole('button', { name: 'Take off Share of begun payments completed' }).click();
  await page.getByText('The key result “Share of begun payments completed” was taken off.').waitFor();
  await page.getByRole('heading', { level: 3, name: 'Share of begun' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByRole('heading', { level: 3, name: 'Share of begun' }).waitFor();
  await page.getByText('50 % of the way').first().waitFor();
  await page.getByRole('button', { name: 'Take it off', exact: true }).click();
  await page.getByText(/^The objective “.*” was taken off\.$/).waitFor();
  await page.getByRole('heading', { level: 2, name: 'Key results' }).waitFor({ state: 'detached' });
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByText('50 % of the way').first().waitFor();

  await page.getByRole('link', { name: /^Take it up as an objective: Share of begun/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Take up “Share of begun payments completed”/ }).waitFor();
  const aligned = page.getByRole('form', { name: 'A new objective' });
  await expect.poll(() => aligned.getByRole('group').count()).toBe(3);
  await aligned.getByLabel('Objective', { exact: true }).fill('Guests pay as easily as members');
  await aligned.getByLabel('Team or division').fill('Checkout');
  const own = aligned.getByRole('group', { name: 'Key result 1' });
  await own.getByLabel('What is measured').fill('Guests who finish paying');
  await own.getByLabel('To (target)').fill('70');
  await aligned.getByRole('button', { name: 'State the objective' }).click();
  await page.getByText('of the organisation’s').waitFor();

  await page.goto('/objectives');
  await settle(page);
  const tree = page.getByRole('region', { name: 'Objectives' });
  await tree.getByRole('link', { name: 'Guests pay as easily as members' }).waitFor();
  expect(await faults(page)).toEqual([]);
  // Arrow keys close and open.
  await tree.getByRole('button', { name: 'Key results of Paying is no effort' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => tree.getByRole('link', { name: 'Guests pay as easily as members' }).count()).toBe(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => page.evaluate<string>('document.activeElement.getAttribute("aria-label")'))
    .toBe('Key results of Guests pay as easily as members');
  await page.getByLabel('Find an objective').fill('guests');
  await page.waitForURL('**/objectives?find=guests');
  await page.getByText('1 objective of 2').waitFor();

  await page.goto('/objectives?show=due');
  await page.getByRole('list', { name: 'Overdue check-ins' }).getByText('Guests who finish paying').waitFor();
  expect(await faults(page)).toEqual([]);

  await page.goto('/objectives?show=cycles');
  await page.getByRole('link', { name: 'Q2 2026' }).click();
  await page.getByRole('button', { name: 'Close the cycle with scores' }).click();
  const close = page.getByRole('form', { name: 'Close the cycle' });
  await expect
    .poll(() => close.getByLabel('Share of begun payments completed', { exact: true }).inputValue())
    .toBe('0.5');
  await close.getByLabel('Share of begun payments completed', { exact: true }).fill('0.8');
  expect(await faults(page)).toEqual([]);
  await close.getByRole('button', { name: 'Close with these scores' }).click();
  await page
    .getByRole('heading', {
      level: 1,
      name: /1 of 1 objective was met \(100 %\)\. How 1 objective ended is not known\./,
    })
    .waitFor();

  await page.goto('/objectives?show=cycles');
  await cycle.getByLabel('Name of the cycle').fill('Q3 2026');
  await cycle.getByLabel('First day').fill('2026-07-01');
  await cycle.getByLabel('Last day').fill('2026-09-30');
  await cycle.getByRole('button', { name: 'Make the cycle' }).click();
  await page.getByRole('link', { name: 'Q3 2026' }).waitFor();
  await page.getByRole('button', { name: 'Take off Q3 2026' }).click();
  await page.getByRole('link', { name: 'Q3 2026' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByRole('button', { name: 'Change Q3 2026' }).click();
  const changed = page.getByRole('form', { name: 'Change the cycle' });
  await expect.poll(() => changed.getByLabel('Last day').inputValue()).toBe('2026-09-30');
  await changed.getByLabel('Name of the cycle').fill('Summer 2026');
  await changed.getByRole('button', { name: 'Keep as a further version' }).click();
  await page.getByRole('link', { name: 'Summer 2026' }).waitFor();
  await page.getByRole('link', { name: 'Q2 2026' }).click();
  await page.getByLabel('Guests pay as easily as members (not known)').check();
  await page.getByRole('button', { name: 'Carry over', exact: true }).click();
  await page.getByText('1 objective carried over.').waitFor();
  expect(await faults(page)).toEqual([]);
}, 240_000);
