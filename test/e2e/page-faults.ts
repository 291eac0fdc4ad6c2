import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { settle } from './visit.ts';

const EVERYTHING = {
  type: 'tag' as const,
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** The dark page is the light one in other colours: there the contrast alone is looked at again. */
const CONTRAST = { type: 'rule' as const, values: ['color-contrast'] };

/** A narrow page is the wide one laid out anew: what depends on the layout is looked at again. */
const LAYOUT = {
  type: 'rule' as const,
  values: ['target-size', 'scrollable-region-focusable', 'aria-hidden-focus', 'button-name', 'link-name'],
};

const LOOKS = [
  { width: 1440, colorScheme: 'light', runOnly: EVERYTHING },
  { width: 1440, colorScheme: 'dark', runOnly: CONTRAST },
  { width: 380, colorScheme: 'light', runOnly: LAYOUT },
] as const;

/** Nothing may stand out to the right of a page. */
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** What axe finds, wide and narrow, light and dark, and whether anything stands out at the side. Leaves the page wide and light. */
export async function faults(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { width, colorScheme, runOnly } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settle(page);
    // No page holds a frame; without them axe needs no second page to put its findings together.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, resultTypes: ['violations'] });
    for (const { id, nodes } of (await axe.analyze()).violations) {
      const told = nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`);
      found.push(...told.map((what) => `${width} ${colorScheme} ${id}: ${what}`));
    }
    const overflow = await page.evaluate<number>(OVERFLOW);
    if (overflow > 0) found.push(`${width}: ${overflow} px stand out`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}
