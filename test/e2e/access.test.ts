import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { faults } from './page-faults.ts';
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

describe('axe finds nothing, wide and narrow, light and dark, and nothing stands out at the side', () => {
  let page: Page;
  beforeAll(async () => {
    page = await sample.visitor();
  });

  test.each(ROUTES)('%s', async (route) => {
    await page.goto(route === 'ITEM' ? await someItem() : route);
    await settle(page);
    expect(await faults(page)).toEqual([]);
  });
});
