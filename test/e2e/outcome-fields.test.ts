import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { recomputeStream } from '../../src/app/recompute.ts';
import { historiesFor } from '../../src/storage/histories.ts';
import { writeHistories } from '../../src/storage/work-items.ts';
import { SILENT } from '../test-app.ts';
import { faults } from './page-faults.ts';
import { SAMPLE_END } from './sample-store.ts';
import { settle, startVisit } from './visit.ts';

const visit = startVisit({ withSample: true });

const FIRST = 'Checkout abandonment falls from 68 % to 60 % by 31 March 2027 for mobile shoppers.';
const SECOND = 'Checkout abandonment falls from 68 % to 55 % by 31 March 2027 for mobile shoppers.';
const STREAM = 'checkout';

/** An epic in work, in a stream that reads outcomes from its tool's fields and has a start gate. */
let epic: { readonly source: string; readonly item: string };

beforeAll(async () => {
  const items = z.array(
    z.object({
      source: z.string(),
      item: z.string(),
      stream: z.string(),
      coverage: z.string(),
      startedOn: z.string().nullable(),
      deliveredOn: z.string().nullable(),
    }),
  );
  const factory = await (await fetch(`${visit.address()}/api/factory?last=52w`)).json();
  const found = z
    .object({ items })
    .parse(factory)
    .items.find((one) => one.stream === STREAM && one.coverage === 'none' && one.startedOn !== null);
  if (found === undefined) throw new Error('the sample has no epic without an outcome');
  epic = found;
  await say(FIRST);
  const place = `${visit.address()}/api/streams/${STREAM}/document`;
  const { text, version } = z
    .object({ text: z.string(), version: z.number() })
    .parse(await (await fetch(place)).json());
  const rules = [
    'outcome: {field: Anticipated Outcome}',
    'startGate: {criteria: [An owner is named, The metric has a baseline]}',
  ];
  const saved = await fetch(place, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: `${text}\n${rules.join('\n')}\n`, basedOn: version }),
  });
  expect(saved.status).toBe(200);
  await visit.jobs().idle();
});

/** What the tool's field says from now on. */
async function say(statement: string): Promise<void> {
  const app = visit.app();
  const [history] = await historiesFor(app.db, app.workspace, epic.source, [epic.item]);
  if (history === undefined) throw new Error(`${epic.item} has no history`);
  const custom = { ...history.initial.custom, 'Anticipated Outcome': [statement] };
  await writeHistories(app.db, app.workspace, epic.source, [{ ...history, initial: { ...history.initial, custom } }]);
}

test('a tool’s field states an outcome, the gate is agreed, a difference is settled, and an experiment judges it', async () => {
  const page = await visit.visitor();
  await page.goto(`/streams/${STREAM}/items/${epic.item}`);
  await settle(page);
  await page.locator('main a[href^="/outcomes/"]').first().click();
  await page.waitForURL(/\/outcomes\/(?!new)[^/]+$/);
  await page.getByText(FIRST).first().waitFor();
  const outcome = page.url();

  // The work runs already: the gate asks, and holds nothing up.
  const gate = page.getByRole('list', { name: 'What is agreed before the work begins' });
  const agree = gate.getByRole('button', { name: 'Agree: An owner is named' });
  await expect.poll(() => agree.isDisabled()).toBe(true);
  await page.getByLabel('Who agrees').fill('Lead of payments');
  await agree.click();
  await gate.getByText('agreed by Lead of payments, 15 Jun 2026').waitFor();
  await gate.getByRole('button', { name: 'Agree: The metric has a baseline' }).waitFor();

  // Somebody edits it here, and somebody else in the tool: both stay until a person settles it.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.waitForURL('**/edit');
  await settle(page);
  const form = page.getByRole('form', { name: 'The outcome' });
  await form.getByLabel('Owner').fill('Head of payments');
  await form.getByText('An experiment’s result').click();
  await form.getByLabel('Effect', { exact: true }).fill('-8');
  await form.getByLabel('Interval from').fill('-9');
  await form.getByLabel('Interval to').fill('-7');
  await form.getByLabel('Link to the experiment').fill('https://experiments.example/7');
  await form.getByRole('button', { name: /^Save as version/ }).click();
  await page.waitForURL(outcome);
  await page.getByText(/^changed: .*owner, experiment$/).waitFor();
  await expect.poll(() => page.getByRole('region', { name: 'A difference to settle' }).count()).toBe(0);
  await say(SECOND);
  await recomputeStream(visit.app(), STREAM, SILENT);
  await page.reload();
  const difference = page.getByRole('region', { name: 'A difference to settle' });
  await difference.getByText(SECOND).waitFor();
  await difference.getByText(FIRST).waitFor();
  expect(await faults(page)).toEqual([]);
  await difference.getByRole('button', { name: 'Take what the tool says' }).click();
  await difference.waitFor({ state: 'detached' });
  await page.getByText('changed: sentence, target', { exact: true }).waitFor();

  // Judged by its experiment, as soon as it is delivered.
  await page.getByRole('button', { name: 'Set start and delivery by hand' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('The work began on').fill('2026-02-02');
  await dialog.getByLabel('It was delivered on').fill(SAMPLE_END);
  await dialog.getByLabel('Why it is set by hand').fill('It is tried with half of the shoppers.');
  await dialog.getByRole('button', { name: 'Set the days' }).click();
  await dialog.waitFor({ state: 'detached' });
  const sure = page.getByRole('region', { name: 'How sure are we' });
  await sure.getByText('Realised, by the experiment. Grade A: an experiment.').waitFor();
  await sure.getByText('The experiment gave −8, with an interval at 95 % from −9 to −7').waitFor();
  await expect
    .poll(() => sure.getByRole('link', { name: 'https://experiments.example/7' }).getAttribute('href'))
    .toBe('https://experiments.example/7');
  expect(await faults(page)).toEqual([]);

  // One of two criteria was agreed, and late: this work is counted with the rest that began without the gate.
  await page.goto('/factory?last=52w');
  await settle(page);
  await page
    .getByText(/^\d+ of \d+ pieces of work in streams with a start gate began before every criterion was agreed\.$/)
    .waitFor();
  await page.getByRole('heading', { name: 'Begun without the start gate' }).waitFor();
  const begun = page.getByRole('list', { name: 'Begun without the start gate' });
  await begun.getByRole('link', { name: new RegExp(`^${epic.item} `) }).waitFor();
  await begun.getByRole('link', { name: `The outcome of ${epic.item}: `, exact: false }).waitFor();
}, 240_000);
