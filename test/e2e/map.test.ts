import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { settle, startVisit } from './visit.ts';

const visit = startVisit({ withSample: true });
const saved = z.object({ text: z.string(), version: z.number() });

async function readDocument(): Promise<z.infer<typeof saved>> {
  return saved.parse(await (await fetch(`${visit.address()}/api/streams/checkout/document`)).json());
}

async function saveElsewhere(change: (text: string) => string): Promise<void> {
  const { text, version } = await readDocument();
  const response = await fetch(`${visit.address()}/api/streams/checkout/document`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: change(text), basedOn: version }),
  });
  expect(response.status).toBe(200);
  await visit.jobs().idle();
}

/** Carries what has the focus with the arrow keys until a screen reader would hear that it is over a place. */
async function carryTo(page: Page, place: string): Promise<void> {
  const said = page.getByRole('status').filter({ hasText: /^(Picked up|.* is over|.* was put) / });
  await page.keyboard.press('Space');
  await said.waitFor();
  for (let presses = 0; presses < 14; presses += 1) {
    const heard = await said.textContent();
    if (heard?.endsWith(`is over ${place}.`) === true) {
      await page.keyboard.press('Space');
      return said.filter({ hasText: ' was put ' }).waitFor();
    }
    await page.keyboard.press('ArrowDown');
    // Within the same place nothing new is said: then the next press follows after a while.
    for (let waits = 0; waits < 10 && (await said.textContent()) === heard; waits += 1) await page.waitForTimeout(50);
  }
  throw new Error(`the keys never led to ${place}; last said: ${await said.textContent()}`);
}

const statusesOf = (page: Page, step: string) => page.getByRole('list', { name: `Statuses of ${step}`, exact: true });

describe('the map of a stream', () => {
  beforeAll(() => saveElsewhere((text) => text.replace(/^steps:/m, '# agreed with the team in May\nsteps:')));

  test('a status is carried into a step by keys, previewed, saved, and the figures follow', async () => {
    const page = await visit.visitor();
    await page.goto('/streams/checkout/map');
    await settle(page);
    const lead = await page.locator('h1').textContent();
    expect(lead).toMatch(/the clock begins at Ready and stops at Done/);

    await page
      .getByRole('list', { name: 'Statuses: belongs to no step' })
      .getByRole('button', { name: 'With legal' })
      .focus();
    await carryTo(page, 'Review');
    await statusesOf(page, 'Review').getByRole('button', { name: 'With legal' }).waitFor();
    // A step is changed where it stands: what waited is now said to be worked on.
    await page.getByLabel('State of Review', { exact: true }).selectOption('active');

    await page.getByRole('button', { name: 'See what would change' }).focus();
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: /^Flow efficiency/ });
    await row.waitFor();
    const [old, next] = await row.getByRole('cell').allTextContents();
    expect(next).toMatch(/^› \d+/);
    expect(next).not.toBe(`› ${old}`);
    const moved = page.getByRole('table', { name: 'Items that would move' });
    expect(Number(await moved.getAttribute('aria-rowcount'))).toBeGreaterThan(1);
    const window = await page.getByRole('heading', { name: /^Figures of / }).textContent();

    await page.getByRole('button', { name: 'Save this map' }).focus();
    await page.keyboard.press('Enter');
    const progress = page.getByRole('region', { name: /^Figures are being computed/ });
    await progress.getByText('done', { exact: false }).first().waitFor();
    await visit.jobs().idle();
    const { text } = await readDocument();
    expect(text).toContain('# agreed with the team in May');
    expect(text).toMatch(/step: Review, state: active, statuses: \[.*With legal/);

    // The same ninety days on the stream's page show what the preview promised.
    expect(window).toBe('Figures of 18\u00a0Mar – 15\u00a0Jun\u00a02026');
    await page.goto('/streams/checkout?from=2026-03-18&to=2026-06-16');
    await settle(page);
    const figure = page.getByRole('link', { name: /^Flow efficiency: / });
    expect(`› ${(await figure.textContent())?.trim()}`).toBe(next);
  });

  test('a menu moves a status too, and what was changed survives a reload and can be undone', async () => {
    const page = await visit.visitor();
    await page.goto('/streams/checkout/map');
    await settle(page);
    const first = statusesOf(page, 'Ready').getByRole('button').first();
    const name = await first.getAttribute('data-chip');
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Build', exact: true }).press('Enter');
    const there = statusesOf(page, 'Build').locator(`[data-chip="${name}"]`);
    await there.waitFor();
    await page.reload();
    await settle(page);
    await there.waitFor();
    await page.getByText('changes of an earlier visit').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await statusesOf(page, 'Ready').locator(`[data-chip="${name}"]`).waitFor();
    await expect.poll(() => page.getByRole('region', { name: 'Changes not saved yet' }).count()).toBe(0);
  });

  test('an event of the applications is put into a step, and the document says so', async () => {
    const page = await visit.visitor();
    await page.goto('/streams/checkout/map');
    await settle(page);
    const events = page.getByRole('list', { name: 'Events in no step' });
    await events.getByRole('button', { name: /^Merged event/ }).focus();
    await carryTo(page, 'Ready for test');
    const merged = statusesOf(page, 'Ready for test').getByRole('button', { name: /^Merged event/ });
    await merged.press('Enter');
    // An event cannot mean that work is blocked.
    await page.getByRole('menuitem', { name: 'No step' }).waitFor();
    await expect.poll(() => page.getByRole('menuitem', { name: 'What means blocked' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByText('Document', { exact: true }).last().click();
    await expect.poll(() => page.getByLabel('Document of checkout').inputValue()).toContain('], events: [merged]}');
    await page.getByRole('button', { name: 'Give up all changes' }).click();
  });

  test('a mistake in the document is told at its line, and the map waits for it to be mended', async () => {
    const page = await visit.visitor();
    await page.goto('/streams/checkout/map?tab=document');
    await settle(page);
    const editor = page.getByLabel('Document of checkout');
    const text = await editor.inputValue();
    await editor.fill(text.replace('state: waiting', 'state: wating'));
    const line = text.split('\n').findIndex((one) => one.includes('state: waiting')) + 1;
    await page.getByRole('button', { name: new RegExp(`^Line ${line} steps.*did you mean "waiting"`) }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'See what would change' }).isDisabled()).toBe(true);
    await page.getByText('Map', { exact: true }).last().click();
    await page.getByRole('button', { name: 'Mend it in the document' }).click();
    await page.getByRole('button', { name: 'Give up all changes' }).click();
    await expect.poll(() => editor.inputValue()).toBe(text);
  });

  test('steps are added, named, moved and taken away in one document with the text', async () => {
    const page = await visit.visitor();
    await page.goto('/streams/checkout/map');
    await settle(page);
    await page.getByRole('button', { name: 'More about the step Build' }).click();
    await page.getByRole('menuitem', { name: 'Add a step below' }).click();
    const field = page.getByLabel('Name of the step New step', { exact: true });
    await field.fill('Pairing');
    await field.press('Enter');
    await page.getByLabel('Limit of Pairing', { exact: true }).fill('3');
    await page.getByLabel('Limit of Pairing', { exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Move the step Pairing' }).focus();
    await carryTo(page, 'Test');
    await page.getByText('Document', { exact: true }).last().click();
    const text = await page.getByLabel('Document of checkout').inputValue();
    expect(text).toMatch(/step: Test.*\n\s+- \{step: Pairing, state: waiting, limit: 3\}/);
    expect(text).toContain('# agreed with the team in May');
    await page.getByRole('button', { name: 'Give up all changes' }).click();
  });

  test('what somebody else saved in between is explained, and one’s own text is not lost', async () => {
    const page = await visit.visitor();
    await page.goto('/streams/checkout/map');
    await settle(page);
    const limit = page.getByLabel('Limit of Test', { exact: true });
    await limit.fill('9');
    await limit.press('Enter');
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByRole('button', { name: 'Save this map' }).waitFor();
    await saveElsewhere((text) => `${text}# saved by somebody else\n`);
    await page.getByRole('button', { name: 'Save this map' }).click();
    await page.getByRole('alert').filter({ hasText: 'was saved in between' }).waitFor();
    await expect.poll(() => limit.inputValue()).toBe('9');
    await page.getByRole('button', { name: 'Take the saved one' }).click();
    await expect.poll(() => limit.inputValue()).not.toBe('9');
    await page.getByText('Document', { exact: true }).last().click();
    await expect.poll(() => page.getByLabel('Document of checkout').inputValue()).toContain('# saved by somebody else');
    await expect.poll(() => page.getByRole('region', { name: 'Changes not saved yet' }).count()).toBe(0);
  });
});
