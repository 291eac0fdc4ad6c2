import { beforeAll, expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT, type TestApp } from '../../../test/test-app.ts';
import { epicSpans } from '../../flow/epic-spans.ts';
import { foldAll, inputAt } from '../../flow/fold-all.ts';
import type { ItemHistory } from '../../flow/history.ts';
import { parseStream } from '../../flow/stream/parse.ts';
import { windowOf } from '../../flow/window.ts';
import { SAMPLE_SOURCE, simulateOrganisation } from '../../sample/simulate-organisation.ts';
import { ensureSource } from '../../storage/sources.ts';
import { writeHistories } from '../../storage/work-items.ts';
import { recomputeStream } from '../recompute.ts';
import { createStream } from '../streams.ts';
import { factoryOf } from './factory.ts';
import { outcomePageOf } from './outcome-page.ts';
import { agreeGate, editOutcome, listOutcomes } from './outcomes.ts';

const END = '2026-06-15';
const [sample] = simulateOrganisation({ seed: 5, endOn: END, scale: 0.05 }).streams;
if (sample === undefined) throw new Error('the sample has no stream');
const documentText = `${sample.documentText}
outcome: {field: Anticipated Outcome, owner: Outcome Owner}
startGate: {criteria: [An owner is named, The metric has a baseline]}
`;
const parsed = parseStream(documentText);
if (!parsed.ok) throw new Error('the document is not valid');
const input = inputAt(foldAll(sample.histories, parsed.stream), parsed.stream, windowOf('UTC', '2026-01-01', END));
const epics = new Set([...epicSpans(input.all).keys()].map((key) => key.split('\u0000')[1]));
const [epic] = sample.histories.filter(({ item }) => epics.has(item));
if (epic === undefined) throw new Error('the sample has no epic');

const FIRST = 'Checkout abandonment falls from 68 % to 60 % by 31 March 2027 for mobile shoppers.';
const SECOND = 'Checkout abandonment falls from 68 % to 55 % by 31 March 2027 for mobile shoppers.';
const THIRD = 'Checkout abandonment falls from 68 % to 50 % by 31 March 2027 for mobile shoppers.';

function saying(history: ItemHistory, statement: string): ItemHistory {
  const custom = { ...history.initial.custom, 'Anticipated Outcome': [statement], 'Outcome Owner': ['Product'] };
  return { ...history, initial: { ...history.initial, custom } };
}

describeAppOnBothDatabases('outcomes that a tool’s fields state', (open) => {
  let opened: TestApp;
  let stream = '';
  const importSaying = async (statement: string): Promise<void> => {
    await writeHistories(opened.app.db, opened.app.workspace, SAMPLE_SOURCE, [saying(epic, statement)]);
    await recomputeStream(opened.app, stream, SILENT);
  };
  const only = async () => {
    const { outcomes } = await listOutcomes(opened.app);
    expect(outcomes).toHaveLength(1);
    return outcomePageOf(opened.app, outcomes[0]?.id ?? '');
  };

  beforeAll(async () => {
    opened = await open({ now: () => Date.parse(`${END}T12:00:00Z`) });
    const { app } = opened;
    const source = { sourceId: SAMPLE_SOURCE, kind: 'sample', name: 'x', isSample: false, createdAt: 0 };
    await ensureSource(app.db, app.workspace, source);
    await writeHistories(app.db, app.workspace, SAMPLE_SOURCE, sample.histories);
    stream = (await createStream(app, documentText)).id;
    await importSaying(FIRST);
  }, 120_000);

  test('are taken, checked, and once only', async () => {
    await recomputeStream(opened.app, stream, SILENT);
    const page = await only();
    expect(page.body).toMatchObject({
      statement: FIRST,
      owner: 'Product',
      subject: { source: SAMPLE_SOURCE, item: epic.item },
      baseline: 68,
      target: 60,
      by: '2027-03-31',
    });
    expect(page.versions.map(({ author }) => author)).toEqual(['source']);
    expect(page.toolSays).toBe(null);
  });

  test('follow the tool until somebody edits them here; then both stay, and the difference is shown', async () => {
    await importSaying(SECOND);
    const followed = await only();
    expect(followed.body).toMatchObject({ statement: SECOND, target: 55 });
    await editOutcome(opened.app, followed.row.id, {
      body: { ...followed.body, owner: 'Somebody else' },
      basedOn: followed.version,
    });
    await importSaying(THIRD);
    const edited = await only();
    expect(edited.body).toMatchObject({ statement: SECOND, owner: 'Somebody else' });
    expect(edited.toolSays).toMatchObject({ statement: THIRD, owner: 'Product', keyResult: null });
    // Another sentence brings its figures along.
    expect(edited.toolSays?.taken).toMatchObject({ statement: THIRD, owner: 'Product', baseline: 68, target: 50 });
  });

  test('the start gate lists its criteria and who agreed; work that began without it is counted', async () => {
    const page = await only();
    expect(page.startGate?.map(({ criterion, agreedBy }) => [criterion, agreedBy])).toEqual([
      ['An owner is named', null],
      ['The metric has a baseline', null],
    ]);
    await agreeGate(opened.app, page.row.id, { criterion: 'An owner is named', name: 'Lead' });
    expect((await only()).startGate?.[0]).toEqual({ criterion: 'An owner is named', agreedBy: 'Lead', agreedOn: END });
    const nowhere = agreeGate(opened.app, page.row.id, { criterion: 'All is well', name: 'Lead' });
    await expect(nowhere).rejects.toThrow('no criterion of this stream');
    const { startGate, of } = await factoryOf(opened.app, { from: '2026-01-01', to: END, team: [] });
    // Nothing was agreed before today, so all that began did so without it.
    expect(startGate?.begun).toBeGreaterThan(0);
    expect(startGate?.without).toHaveLength(startGate?.begun ?? 0);
    expect(startGate?.begun).toBeLessThanOrEqual(of);
  });
});
