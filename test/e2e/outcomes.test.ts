import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addDays } from '../../src/flow/calendar.ts';
import { faults } from './page-faults.ts';
import { SAMPLE_END } from './sample-store.ts';
import { expectSentence, settle, startVisit } from './visit.ts';

const visit = startVisit({ withSample: true });

/** Abandonment by week, forty weeks before the release and twenty-six after it: 68 down to 60, with a ripple of at most 0.75. */
const RELEASE = addDays(SAMPLE_END, -200);
const CSV = [
  'date,value',
  ...Array.from({ length: 66 }, (_none, place) => {
    const ripple = Math.sin(place * 12.9898) / 2 + Math.sin(place * 4.1414) / 4;
    return `${addDays(RELEASE, 7 * (place - 40))},${((place < 40 ? 68 : 60) + ripple).toFixed(1)}`;
  }),
].join('\n');

const OUTPUT =
  'Ship guest checkout so that checkout abandonment of mobile shoppers falls from 68 % to 60 % by 30 June 2027.';

const form = (page: Page) => page.getByRole('form', { name: 'The outcome' });

describe('the loop, from the sentence to the shared result', () => {
  let page: Page;
  beforeAll(async () => {
    page = await visit.visitor();
  });

  test('a sentence about output is mended with one click, and the fields follow it', async () => {
    await page.goto('/outcomes');
    await page.getByRole('link', { name: 'State an outcome' }).click();
    await page.waitForURL('**/outcomes/new');
    await settle(page);
    // What stands alone is about no work, so no other outcome is about the same.
    await expect.poll(() => page.getByText('It has an outcome already').count()).toBe(0);
    const sentence = page.getByLabel('In one sentence');
    await sentence.fill('Complete three refactoring tickets.');
    const findings = page.getByRole('list', { name: 'What the check found' });
    await findings.getByText('This counts what the team does').waitFor();
    await page.getByLabel('Why it stands all the same').waitFor();
    await page.getByRole('heading', { name: 'What would be better once this is done' }).waitFor();

    await sentence.fill(OUTPUT);
    const take = page.getByRole('button', { name: /^Take it: checkout abandonment/ });
    await take.click();
    await page.getByText('It can be checked later').waitFor();
    await expect
      .poll(() => sentence.inputValue())
      .toMatch(/^Checkout abandonment of mobile shoppers falls from 68 % to 60 %/);
    const fields = form(page);
    await expect.poll(() => fields.getByLabel('Baseline').inputValue()).toBe('68');
    await expect.poll(() => fields.getByLabel('Target', { exact: true }).inputValue()).toBe('60');
    await expect.poll(() => fields.getByLabel('Direction').inputValue()).toBe('down');
    await expect.poll(() => fields.getByLabel('By', { exact: true }).inputValue()).toBe('2027-06-30');
  });

  test('what contradicts itself is said beside its field, and nothing is saved', async () => {
    const fields = form(page);
    await fields.getByLabel('Title').fill('Guest checkout');
    await fields.getByLabel('Target', { exact: true }).fill('70');
    await fields.getByRole('button', { name: 'State the outcome' }).click();
    await fields
      .getByText(/^The target lies above the baseline, against the direction/)
      .first()
      .waitFor();
    await fields.getByLabel('Target', { exact: true }).fill('60');
  });

  test('it is stated with a metric made on the way', async () => {
    const fields = form(page);
    await fields.getByRole('button', { name: 'Make a metric' }).click();
    const metric = page.getByRole('form', { name: 'A new metric' });
    await metric.getByLabel('Name').fill('Abandonment of mobile checkout');
    await metric.getByLabel('Unit').fill('%');
    await metric.getByRole('button', { name: 'Make the metric' }).click();
    await metric.waitFor({ state: 'detached' });
    await fields.getByLabel('Owner').fill('Product management');
    await fields.getByLabel('Confidence').fill('70');
    await fields.getByLabel('Stakeholders').fill('Service desk');
    await fields.getByRole('button', { name: 'State the outcome' }).click();
    await page.waitForURL(/\/outcomes\/(?!new)[^/]+$/);
    await settle(page);
    await page.getByRole('heading', { name: /Abandonment of mobile checkout should go from 68 to 60/ }).waitFor();
    await page.getByRole('button', { name: 'Confirm the definition for Service desk' }).click();
    await page.getByText(/^Service desk, \d/).waitFor();
  });

  test('values are pasted as CSV; a wrong line is named and nothing of it is kept', async () => {
    const address = page.url();
    await page.getByRole('link', { name: 'Abandonment of mobile checkout' }).click();
    await page.waitForURL('**/outcome-metrics/*');
    const paste = page.getByLabel('Many at once, as CSV');
    await paste.fill('date,value\n2026-01-05,many\n');
    await page.getByRole('button', { name: 'Keep these values' }).click();
    await page.getByRole('alert').getByText('line 2').waitFor();
    await paste.fill(CSV);
    await page.getByRole('button', { name: 'Keep these values' }).click();
    await page.getByText('66 new, 0 corrected, 0 as before.').waitFor();
    await page.goto(address);
    await settle(page);
  });

  test('start and delivery are set by hand with the reason', async () => {
    await page.getByRole('button', { name: 'Set start and delivery by hand' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The work began on').fill(addDays(RELEASE, -60));
    await dialog.getByLabel('It was delivered on').fill(RELEASE);
    await dialog.getByLabel('Why it is set by hand').fill('The work has no timeline here.');
    await dialog.getByRole('button', { name: 'Set the days' }).click();
    await dialog.waitFor({ state: 'detached' });
    const loop = page.getByRole('list', { name: 'The way of this outcome' });
    await loop.getByText('overdue').first().waitFor();
    await page.getByText(/^Lower than it would have been without the release: by about/).waitFor();
    // Stated today, begun long ago: no promise beforehand, and the page says so.
    await page.getByText('first stated after the work had begun').waitFor();
  });

  test('the six-month review is held, and the verdict stands on the page and in the list', async () => {
    await page.getByRole('button', { name: 'Hold the six-month review' }).first().click();
    const review = page.getByRole('form', { name: 'The six-month review' });
    await review.getByLabel('What it is now').fill('60.2');
    await review.getByLabel('What was learned').fill('Guests pay without an account.');
    await review.getByLabel('Who confirmed it').fill('Service desk');
    await review.getByLabel('Is it used').selectOption('yes');
    await review.getByLabel('The release day was fixed before the values were seen').selectOption('yes');
    await review.getByRole('button', { name: 'Hold the six-month review' }).click();
    await review.waitFor({ state: 'detached' });
    const reviews = page.locator('#reviews');
    await reviews.getByText('Guests pay without an account.').waitFor();
    await reviews.getByText('verdict: realised · grade C').waitFor();
    await expectSentence(page, 'It was realised, with evidence of grade C.');
    // The verdict is there without the earlier looks: they are not to come any more.
    const loop = page.getByRole('list', { name: 'The way of this outcome' });
    await expect.poll(() => loop.getByText('not held').count()).toBe(2);
    const assumptions = page.getByRole('list', { name: 'What this rests on' });
    expect(
      await assumptions.getByRole('listitem').filter({ hasText: 'Release date fixed beforehand' }).textContent(),
    ).toContain('held');
  });

  test('a review is opened again only with a reason, and the earlier one is kept', async () => {
    await page.getByRole('button', { name: 'Open the six-month review again' }).click();
    const review = page.getByRole('form', { name: 'The six-month review' });
    const save = review.getByRole('button', { name: 'Keep as a further version' });
    await expect.poll(() => save.isDisabled()).toBe(true);
    await review.getByLabel('What it is now').fill('60.4');
    await review.getByLabel('Why it is opened again').fill('A week was counted twice.');
    await save.click();
    await page.getByText('Version 2, opened again because: A week was counted twice.').waitFor();
  });

  test('the result is shared as one page and a draft comment', async () => {
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Save the picture' }).waitFor();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('# Guest checkout').waitFor();
    await dialog.getByText(/Guests pay without an account/).waitFor();
    await expect.poll(() => dialog.getByRole('link').first().getAttribute('href')).toMatch(/^\/outcomes\//);
    await dialog.getByRole('button', { name: 'Copy the comment' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('an edit is a further version, and the page says which one is judged', async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.waitForURL('**/edit');
    await settle(page);
    await form(page).getByLabel('Adoption target').fill('Half of all mobile orders');
    await form(page)
      .getByRole('button', { name: /^Save as version/ })
      .click();
    await page.waitForURL(/\/outcomes\/[^/]+$/);
    await page.getByText('changed: adoption target').waitFor();
    await page.getByText(/^Version 1 \(judged\)/).waitFor();
  });
});

test('with a metric that has a history, how small an effect would be seen is said while it is stated', async () => {
  const page = await visit.visitor();
  await page.goto('/outcomes/new');
  await settle(page);
  await page
    .getByLabel('In one sentence')
    .fill('Shoppers give up less: checkout abandonment falls from 68 % to 60 % by June 2027.');
  const fields = form(page);
  await expect.poll(() => fields.getByLabel('Baseline').inputValue()).toBe('68');
  // The sentence names a metric that is there already.
  await expect.poll(() => fields.getByLabel('Metric').inputValue()).not.toBe('');
  await fields.getByText(/would be seen by month 6/).waitFor();
});

test('an epic’s page leads to its outcome, and one without to stating it', async () => {
  const page = await visit.visitor();
  const shape = z.object({
    outcomes: z.array(
      z.object({
        title: z.string(),
        stream: z.string().nullable(),
        subject: z.object({ item: z.string() }).nullable(),
      }),
    ),
  });
  const { outcomes } = shape.parse(await (await fetch(`${visit.address()}/api/outcomes`)).json());
  const one = outcomes.find(({ subject, stream }) => subject !== null && stream !== null);
  await page.goto(`/streams/${one?.stream}/items/${one?.subject?.item}`);
  await settle(page);
  await page
    .getByRole('main')
    .getByRole('link', { name: one?.title ?? '', exact: true })
    .click();
  await page.waitForURL('**/outcomes/*');
});

test('a token is shown once, listed by what it is for, and taken back', async () => {
  const page = await visit.visitor();
  await page.goto('/settings');
  await settle(page);
  await page.getByLabel('What the token is for').fill('Nightly export');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByText(/^mr_/).waitFor();
  await page.reload();
  await page.getByText(/^Nightly export, made/).waitFor();
  await expect.poll(() => page.getByText(/^mr_/).count()).toBe(0);
  await page.getByRole('button', { name: 'Take back: Nightly export' }).click();
  await page.getByText('No token is there yet; nothing can call or push.').waitFor();
});

test('outcomes are filtered, and the address keeps it', async () => {
  const page = await visit.visitor();
  await page.goto('/outcomes');
  await settle(page);
  const rows = page.getByRole('table', { name: 'Outcomes' }).locator('tbody').getByRole('row');
  const all = await rows.count();
  await page.getByRole('button', { name: /^All verdicts/ }).click();
  await page.getByRole('checkbox', { name: 'none yet' }).check();
  await page.waitForURL('**/outcomes?verdict=none');
  await page.keyboard.press('Escape');
  await expect.poll(() => rows.count()).toBeLessThan(all);
  const some = await rows.count();
  expect(some).toBeGreaterThan(0);
  await page.reload();
  await settle(page);
  await expect.poll(() => rows.count()).toBe(some);
});

test('an epic without an outcome is one click from having one', async () => {
  const page = await visit.visitor();
  await page.goto('/factory?last=52w');
  await settle(page);
  const list = page.getByRole('list', { name: 'In work without an outcome' });
  const link = list.getByRole('link', { name: /^State its outcome: / }).first();
  const key = (await link.getAttribute('aria-label'))?.split(' ')[3] ?? '';
  await link.click();
  await page.waitForURL(`**/outcomes/new?*item=${key}*`);
  await settle(page);
  await page.locator('h1', { hasText: key }).waitFor();
});

test('the portfolio and the navigation count the reviews that wait, in words', async () => {
  const page = await visit.visitor();
  await page.goto('/');
  await settle(page);
  await page
    .getByRole('navigation', { name: 'Millrace' })
    .getByRole('link', { name: /^Reviews · \d+ overdue$/ })
    .waitFor();
  await page
    .getByRole('main')
    .getByRole('link', { name: /reviews? due, \d+ overdue$/ })
    .click();
  await page.waitForURL('**/reviews');
  await page.getByRole('table', { name: 'Overdue reviews' }).waitFor();
});

const PAGES = [
  '/outcomes',
  '/outcomes/new',
  'OUTCOME',
  'OUTCOME/edit',
  '/reviews',
  '/outcome-metrics',
  'METRIC',
  '/factory',
  '/outcomes/no-such-outcome',
] as const;

describe('axe finds nothing on pages of outcomes, light and dark, and nothing stands out at 380', () => {
  let page: Page;
  let outcome: string;
  let metric: string;
  beforeAll(async () => {
    page = await visit.visitor();
    const answer = await fetch(`${visit.address()}/api/outcomes`);
    const shape = z.object({
      outcomes: z.array(z.object({ id: z.string(), metric: z.string().nullable(), verdict: z.string().nullable() })),
    });
    const judged = shape.parse(await answer.json()).outcomes.find((one) => one.verdict !== null && one.metric !== null);
    outcome = `/outcomes/${judged?.id}`;
    metric = `/outcome-metrics/${judged?.metric}`;
  });

  test('the form while a sentence fails its check, and the dialogs of an outcome', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/outcomes/new');
    await page.getByLabel('In one sentence').fill('Complete three refactoring tickets by June.');
    await page.getByRole('list', { name: 'What the check found' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a metric' }).click();
    await page.getByRole('form', { name: 'A new metric' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto(outcome);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy the page' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Open the .* again$/ })
      .first()
      .click();
    await page.getByRole('form', { name: /review$/ }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test.each(PAGES)('%s', async (route) => {
    await page.goto(route.replace('OUTCOME', outcome).replace('METRIC', metric));
    await settle(page);
    expect(await faults(page)).toEqual([]);
  });
});
