import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectSentence, settle, startVisit } from './visit.ts';

const visit = startVisit({ withSample: true });

/** Opens what is behind a link, counts its items, and closes it again. */
async function behind(page: Page, open: () => Promise<void>): Promise<{ n: number | null; rows: number }> {
  await open();
  const drawer = page.getByRole('dialog');
  await drawer
    .getByRole('table')
    .or(drawer.getByText(/^No (single )?item/))
    .first()
    .waitFor();
  const table = drawer.getByRole('table').first();
  const rows = (await table.count()) === 0 ? 0 : Number(await table.getAttribute('aria-rowcount')) - 1;
  const told = drawer.locator('dt', { hasText: /^n$/ }).locator('xpath=following-sibling::dd');
  const n = (await told.count()) === 0 ? null : Number(await told.textContent());
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  return { n, rows };
}

describe('the page of a stream', () => {
  let page: Page;
  beforeAll(async () => {
    page = await visit.visitor();
    await page.goto('/streams/checkout');
    await settle(page);
  });

  test('each of the five figures opens to as many items as its n', async () => {
    const figures = page.getByRole('article').getByRole('link', { name: /Open what is behind it$/ });
    await expect.poll(() => figures.count()).toBe(5);
    for (const figure of await figures.all()) {
      const name = await figure.getAttribute('aria-label');
      const { n, rows } = await behind(page, () => figure.click());
      expect({ name, rows }).toEqual({ name, rows: n });
      expect(rows).toBeGreaterThan(0);
    }
  });

  test('each number of the race opens to so many items', async () => {
    const race = page.getByRole('region', { name: /from idea to customer$/ });
    const parts = await race.getByRole('link').all();
    expect(parts.length).toBeGreaterThan(8);
    for (const part of parts) {
      const name = (await part.getAttribute('aria-label')) ?? '';
      const told = /(\d[\d,]*) item/.exec(name)?.[1] ?? /: (\d[\d,]*)/.exec(name)?.[1];
      if (told === undefined) continue;
      const { rows } = await behind(page, () => part.press('Enter'));
      expect({ name, rows }).toEqual({ name, rows: Number(told.replaceAll(',', '')) });
    }
  });

  test('every link of the first sentence opens something that has a name, or leads to its chart', async () => {
    for (const link of await page.locator('h1 a').all()) {
      const chart = /#([\w-]+)/.exec((await link.getAttribute('href')) ?? '')?.[1];
      await link.click();
      if (chart !== undefined) {
        const top = async () => (await page.locator(`[data-chart="${chart}"]`).boundingBox())?.y ?? Number.NaN;
        await expect.poll(top, { timeout: 20_000 }).toBeLessThan(1000);
        continue;
      }
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('heading', { level: 2 }).last().waitFor();
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
    }
  });
});

test('window and filters go along to other pages, and back, forward and reload keep them', async () => {
  const page = await visit.visitor();
  await page.goto('/streams/checkout?last=26w&kind=defect');
  await settle(page);
  const window = page.locator('[data-window]');
  const shown = await window.textContent();
  expect(shown).toContain('Halifax');
  await page.getByRole('navigation', { name: 'Millrace' }).getByRole('link', { name: 'Aging work' }).click();
  await page.waitForURL('**/aging?last=26w&kind=defect');
  // The page before stays on screen until this one is there, and what is opened on it would go with it.
  await expect.poll(() => page.title()).toContain('Aging work');
  await settle(page);
  await expect.poll(() => window.textContent()).toBe(shown);
  await page.getByRole('button', { name: /^Window: / }).click();
  await page.getByRole('button', { name: 'Last 4 weeks' }).click();
  await page.waitForURL('**/aging?last=4w&kind=defect');
  await page.goBack();
  await page.waitForURL('**/aging?last=26w&kind=defect');
  await page.goBack();
  await page.waitForURL('**/streams/checkout?last=26w&kind=defect');
  await page.goForward();
  await page.waitForURL('**/aging?last=26w&kind=defect');
  await page.reload();
  await settle(page);
  expect(page.url()).toContain('/aging?last=26w&kind=defect');
  await expect.poll(() => page.getByRole('button', { name: /^Defects/ }).textContent()).toContain('Defects');
  await expect.poll(() => window.textContent()).toBe(shown);
});

test('an item tells its story: every interval with what counted and why', async () => {
  const page = await visit.visitor();
  await page.goto('/streams/checkout/items?state=done');
  await settle(page);
  const link = page.getByRole('table').locator('[data-row-link]').first();
  const key = (await link.textContent()) ?? '';
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/items/${key}*`);
  await expectSentence(page, key);
  const intervals = page.getByRole('table', { name: `Intervals of ${key}` });
  await expect.poll(() => intervals.getByRole('row').count()).toBeGreaterThan(2);
  await page.getByRole('heading', { name: 'Its changes as the source tells them' }).waitFor();
});

test('each problem of the data opens to as many items as it counts', async () => {
  const page = await visit.visitor();
  await page.goto('/streams/checkout/problems');
  await settle(page);
  const links = await page.getByRole('link', { name: /: open the [\d,]+ items?$/ }).all();
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    const told = Number((await link.textContent())?.replaceAll(',', ''));
    expect(await behind(page, () => link.click())).toMatchObject({ rows: told });
  }
});
