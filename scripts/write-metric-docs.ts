import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { metricPages } from '../src/flow/metrics/docs.ts';
import { METRICS } from '../src/flow/metrics/index.ts';

/** Writes docs/metrics from the registry: `node scripts/write-metric-docs.ts`. */
const folder = path.resolve(import.meta.dirname, '../docs/metrics');
mkdirSync(folder, { recursive: true });
for (const { file, text } of metricPages(METRICS)) writeFileSync(path.join(folder, file), text);
