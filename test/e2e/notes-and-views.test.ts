import { expect, test } from 'vitest';
import { settle, startVisit } from './visit.ts';

const visit = startVisit({ withSample: true });

test('a note pinned on the page of a stream stands on its charts, is changed, taken off and put back', async () => {
  const page = await visit.visitor();
  await page.goto('/streams/checkout');
  await settle(page);
  await page.getByRole('button', { name: 'Add a note' }).click();
  const form = page.getByRole('form', { name: 'A new note' });
  await form.getByLabel('Day').fill('2026-05-20');
  await form.getByLabel('What happened').fill('Release freeze');
  await form.getByRole('button', { name: 'Pin the note' }).click();
  const list = page.getByRole('list', { name: 'Notes, latest day first' });
  await list.getByText('Release freeze').waitFor();
  await expect.poll(() => list.getByRole('time').first().textContent()).toBe('20\u00a0May\u00a02026');

  await page.keyboard.press('Escape');
  const onCharts = page.getByRole('list', { name: 'Notes pinned to days' });
  for (const chart of ['flow-time-scatter', 'cumulative-flow', 'velocity', 'process-behaviour']) {
    const place = page.locator(`[data-chart="${chart}"]`);
    await place.scrollIntoViewIfNeeded();
    await place.getByRole('list', { name: 'Notes pinned to days' }).getByText('Release freeze').waitFor();
  }

  // From a chart's own menu one comes to the same notes.
  await page.getByRole('button', { name: 'Flow velocity: save or show as table' }).click();
  await page.getByRole('menuitem', { name: 'Pin a note to a day' }).click();
  await page.getByRole('button', { name: /^Change the note of .*Release freeze/ }).click();
  await page.getByLabel('What happened').fill('Release freeze until June');
  await page.getByRole('button', { name: 'Save the note' }).click();
  await list.getByText('Release freeze until June').waitFor();
  await page.getByRole('button', { name: /^Take off the note of .*Release freeze until June/ }).click();
  await page.getByRole('button', { name: 'Put it back' }).waitFor();
  await expect.poll(() => onCharts.count()).toBe(0);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await list.getByText('Release freeze until June').waitFor();
});

test('a view is saved under a name, found again from elsewhere exactly as it was, and removed', async () => {
  const page = await visit.visitor();
  await page.goto('/streams/checkout/aging?last=26w&kind=defect,risk');
  await settle(page);
  await page.getByRole('button', { name: 'Views ▾' }).click();
  await page.getByLabel('Save this view as').fill('Old defects');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Old defects is saved.').waitFor();

  // Elsewhere, with another window and another filter, none of which may go along.
  await page.goto('/streams/catalogue?last=4w&kind=debt&asOf=2026-06-01T00:00:00Z');
  await settle(page);
  await page.getByRole('navigation', { name: 'Millrace' }).getByRole('link', { name: 'Old defects' }).click();
  await page.waitForURL('**/streams/checkout/aging?last=26w&kind=defect,risk');

  await page.goto('/settings');
  await settle(page);
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /^Go to/ }).fill('old def');
  await page.getByRole('option', { name: /^Old defects/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/streams/checkout/aging?last=26w&kind=defect,risk');

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Remove the view Old defects' }).click();
  await page.getByText('No view is saved yet').waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Old defects' }).count()).toBe(0);
});
