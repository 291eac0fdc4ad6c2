import path from 'node:path';
import { expect, test } from 'vitest';
import { evaluatedSeries } from '../evaluated-series.ts';
import { launchBrowser } from './browser.ts';
import { bundled } from './bundled.ts';

/** Fewer than Node's versions are compared on, for the sake of time; the first of the same. */
const SERIES = 80;

test('a browser says of every series the same, byte for byte, as the server', async () => {
  const script = await bundled(path.join(import.meta.dirname, '../evaluated-series.ts'), 'evaluated');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const there = await page.evaluate<readonly string[]>(`evaluated.evaluatedSeries(${SERIES})`);
    const here = evaluatedSeries(SERIES);
    expect(there).toHaveLength(SERIES);
    expect(here.findIndex((line, place) => line !== there[place])).toBe(-1);
    // Were every answer the same refusal, nothing would be held.
    expect(new Set(here).size).toBe(SERIES);
    expect(here.filter((line) => line.includes('"grade":"C"')).length).toBeGreaterThan(20);
  } finally {
    await browser.close();
  }
});
