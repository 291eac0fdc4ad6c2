import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT, type TestApp } from '../../test/test-app.ts';
import type { ViewQuery } from '../api/view.ts';
import { viewQuery } from '../api/view.ts';
import { flowLoad } from '../flow/metrics/flow-load.ts';
import { flowVelocity } from '../flow/metrics/flow-velocity.ts';
import { metricOf } from '../flow/metrics/index.ts';
import { waiting } from '../flow/metrics/waiting.ts';
import { SAMPLE_SOURCE, simulateOrganisation } from '../sample/simulate-organisation.ts';
import { ensureSource } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import { overviewOf } from './overview.ts';
import { portfolioOf } from './portfolio.ts';
import { prepareSummaries } from './prepare-summaries.ts';
import { recomputeAll } from './recompute.ts';
import { createStream } from './streams.ts';
import { trendOf } from './trends.ts';
import { openView } from './view.ts';

const END = '2026-06-15';
const samples = simulateOrganisation({ seed: 11, endOn: END, scale: 0.04 }).streams;
/** A year, twelve weeks up to now, a window seen from a moment in the past, and narrowed ones. */
const QUERIES = [
  { from: '2025-06-16', to: END },
  {},
  { from: '2025-09-01', to: '2025-11-24' },
  { from: '2026-03-23', to: END, asOf: '2026-05-04T10:00:00Z' },
  { from: '2026-03-23', to: END, kind: 'defect' },
  { from: '2025-06-16', to: END, kind: 'feature,risk' },
].map((query) => viewQuery.parse(query));

describeAppOnBothDatabases('the portfolio', (open) => {
  let opened: TestApp;
  let ids: string[] = [];

  beforeAll(async () => {
    opened = await open({ now: () => Date.parse(`${END}T12:00:00Z`) });
    const { app } = opened;
    const source = { sourceId: SAMPLE_SOURCE, kind: 'sample', name: SAMPLE_SOURCE, isSample: false, createdAt: 0 };
    await ensureSource(app.db, app.workspace, source);
    ids = [];
    for (const { documentText, histories } of samples) {
      await writeHistories(app.db, app.workspace, SAMPLE_SOURCE, histories);
      ids.push((await createStream(app, documentText)).id);
    }
    await recomputeAll(app, SILENT);
  }, 120_000);

  /** What each stream's own page says. */
  const fromPages = async (query: ViewQuery) => {
    const streams = [];
    for (const id of ids) {
      const view = await openView(opened.app, id, query);
      const { sentence, attention } = overviewOf(view);
      const velocity = flowVelocity.measure(view.input);
      const load = flowLoad.measure(view.input);
      const waits = waiting.measure(view.input);
      const longest =
        waits.status === 'measured' ? waits.value.steps.find(({ step }) => step === waits.value.longest) : undefined;
      streams.push({
        id,
        name: view.loaded.stream.name,
        isSample: false,
        sentence,
        trends: ['flow-velocity', 'flow-time', 'flow-load'].map((metric) => {
          const known = metricOf(metric);
          return known === undefined ? null : trendOf(view, known);
        }),
        longestWait: longest === undefined ? null : { step: longest.step, share: longest.share },
        finished: velocity.status === 'measured' ? velocity.value : null,
        load: load.status === 'measured' ? load.value.atEnd : null,
        attention,
      });
    }
    return streams.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  };
  const said = async (query: ViewQuery) => (await portfolioOf(opened.app, query)).streams;
  const forgetMemory = (): void => {
    opened.app.summaries.clear();
    opened.app.streams.clear();
  };
  const summaryFiles = (): string[] => {
    const folder = path.join(opened.folder, 'columns');
    return readdirSync(folder).flatMap((file) => (file.endsWith('.summary') ? path.join(folder, file) : []));
  };

  test('its figures are those of each stream’s page: computed, asked for again, and after a start', async () => {
    for (const query of QUERIES) {
      const expected = await fromPages(query);
      expect(expected.some((stream) => (stream.finished?.total ?? 0) > 0)).toBe(true);
      expect(await said(query)).toEqual(expected);
      expect(await said(query)).toEqual(expected);
      forgetMemory();
      expect(await said(query)).toEqual(expected);
    }
    // One for each stream in each window.
    expect(summaryFiles()).toHaveLength(ids.length * QUERIES.length);
  });

  test('what is kept is read and not made again; what is damaged is made anew', async () => {
    const query = viewQuery.parse({ from: '2025-06-16', to: END });
    const before = await said(query);
    forgetMemory();
    await said(query);
    expect(opened.app.streams.size()).toBe(0);
    for (const file of summaryFiles()) writeFileSync(file, readFileSync(file).subarray(0, -1));
    forgetMemory();
    expect(await said(query)).toEqual(before);
    expect(opened.app.streams.size()).toBe(ids.length);
  });

  test('it is at hand before it is asked for, now and as the clock steps on', async () => {
    let now = Date.parse(`${END}T12:09:00Z`);
    const app = { ...opened.app, now: () => now };
    await portfolioOf(app, viewQuery.parse({ last: '3m' }));
    await prepareSummaries(app, async () => true);
    now = Date.parse(`${END}T12:10:30Z`);
    for (const query of [{}, { last: '3m' }].map((one) => viewQuery.parse(one))) {
      forgetMemory();
      expect((await portfolioOf(app, query)).streams).toHaveLength(ids.length);
      expect(app.streams.size()).toBe(0);
    }
  });

  test('after new facts it is what the new facts say, and nothing of the old is kept', async () => {
    const query = viewQuery.parse({ from: '2025-06-16', to: END });
    const before = await said(query);
    const [sample] = samples;
    const more = sample?.histories.slice(0, 40).map((history) => ({ ...history, item: `${history.item}-again` })) ?? [];
    await writeHistories(opened.app.db, opened.app.workspace, SAMPLE_SOURCE, more);
    await recomputeAll(opened.app, SILENT);
    const after = await said(query);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await fromPages(query));
    expect(summaryFiles()).toHaveLength(ids.length);
  });
});
