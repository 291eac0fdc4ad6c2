import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DOUBTS } from '../src/flow/delivery/doubts.ts';
import { ITEM_EVENTS } from '../src/flow/delivery/item-events.ts';
import { DELIVERY_METRICS } from '../src/flow/delivery/metrics.ts';
import { PUBLISHED_BANDS } from '../src/flow/delivery/published-bands.ts';

const text = readFileSync(path.resolve(import.meta.dirname, '../docs/delivery.md'), 'utf8');

test('docs/delivery.md tells of every metric, every reason and every event', () => {
  const codes = [...DELIVERY_METRICS.map(({ id }) => id), ...Object.keys(DOUBTS)];
  expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  expect(ITEM_EVENTS.filter((event) => !text.includes(event.replace('-', ' ')))).toEqual([]);
});

test.each(PUBLISHED_BANDS)(
  'docs/delivery.md shows the bands of $year with their source and the same fail rates',
  (bands) => {
    expect(text).toContain(bands.url);
    for (const [level, rate] of Object.entries(bands.changeFailRate)) {
      const row = text.split('\n').find((line) => line.startsWith(`| ${bands.year} ${level} |`));
      expect(row).toContain(`| ${Math.round(rate * 100)} % |`);
    }
  },
);
