import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { metricPages } from '../src/flow/metrics/docs.ts';
import { METRICS } from '../src/flow/metrics/index.ts';

const folder = path.resolve(import.meta.dirname, '../docs/metrics');
const pages = metricPages(METRICS);

test.each(pages)('docs/metrics/$file says what the registry says', ({ file, text }) => {
  const written = readFileSync(path.join(folder, file), 'utf8');
  expect(written, 'run: node scripts/write-metric-docs.ts').toBe(text);
});

test('docs/metrics holds no page of a metric that is gone', () => {
  const written = readdirSync(folder).toSorted();
  expect(written).toEqual(pages.map((page) => page.file).toSorted());
});
