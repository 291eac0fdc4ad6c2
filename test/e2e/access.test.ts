import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { settle, startVisit } from './visit.ts';

const sample = startVisit({ withSample: true });

const ROUTES = [
  '/',
  '/streams/checkout',
  '/streams/checkout?open=measure:flow-time',
  '/streams/checkout?open=notes',
  '/streams/checkout/items',
  'ITEM',
  '/streams/checkout/aging',
  '/streams/checkout/forecast',
  '/streams/checkout/delivery',
  '/streams/checkout/map',
  '/streams/checkout/map?tab=document',
  '/streams/checkout/problems',
  '/import',
  '/settings',
  '/streams/no-such-stream',
  '/no-such-page',
] as const;

/** The page of the item that was finished last. */
async function someItem(): Promise<string> {
  const answer = await fetch(`${sample.address()}/api/streams/checkout/items?state=done&limit=1`);
  const { rows } = z.object({ rows: z.array(z.object({ item: z.string() })) }).parse(await answer.json());
  return `/streams/checkout/items/${rows[0]?.item}`;
}

/** The dark page is the light one in other colours: there the contrast alone is looked at again. */
async function violations(page: Page, isDark: boolean): Promise<readonly string[]> {
  // No page holds a frame; without them axe needs no second page to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations: found } = await (isDark ? axe.withRules(['color-contrast']) : axe.withTags(TAGS)).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing may stand out to the right of a narrow page. */
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('axe finds nothing, wide and narrow, light and dark, and nothing stands out at the side', () => {
  let page: Page;
  beforeAll(async () => {
    page = await sample.visitor();
  });

  test.each(ROUTES)('%s', async (route) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(route === 'ITEM' ? await someItem() : route);
    for (const width of [1440, 380]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await settle(page);
        const found = await violations(page, colorScheme === 'dark');
        expect({ width, colorScheme, found }).toEqual({ width, colorScheme, found: [] });
      }
      expect({ width, overflow: await page.evaluate(OVERFLOW) }).toEqual({ width, overflow: 0 });
    }
  });
});
