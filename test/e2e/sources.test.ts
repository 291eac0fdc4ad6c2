import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takePush } from '../../src/app/sources/take-push.ts';
import { type FakeJira, startFakeJira } from '../../src/fakes/jira.ts';
import { asJiraIssue } from '../../src/sample/as-jira.ts';
import { simulateOrganisation } from '../../src/sample/simulate-organisation.ts';
import { faults } from './page-faults.ts';
import { expectSentence, settle, startVisit } from './visit.ts';

const visit = startVisit({ withSample: false });

const history = simulateOrganisation({ seed: 11, endOn: '2024-06-17', scale: 0.1 }).streams[0];
const issues = history?.histories.map((one) => asJiraIssue(one)) ?? [];
const LAST_WEEKS = 'from=2024-03-25&to=2024-06-17';

let goodToken = 'a-token';
let jira: FakeJira;
beforeAll(async () => {
  jira = await startFakeJira({
    issues,
    moreProjects: 120,
    isLetIn: (given) => given === `Basic ${Buffer.from(`reader@example.com:${goodToken}`).toString('base64')}`,
  });
});
afterAll(() => jira.close());

test('a tool is connected step by step, and first figures come from what its first run brings', async () => {
  const page = await visit.visitor();
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: 'Connect a tool' }).click();
  await expectSentence(page, 'Which tool holds the history');
  await page.getByRole('button', { name: 'Jira Cloud' }).click();

  // A token that is not taken is told by name, with what to do; one cannot go on with it.
  await page.getByLabel('Address', { exact: true }).fill(jira.address);
  await page.getByLabel('E-mail address', { exact: true }).fill('reader@example.com');
  await page.getByLabel('API token', { exact: true }).fill('another-token');
  await page.getByText('Own server: proxy').click();
  await page.getByLabel('Requests a second').fill('200');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  const checks = page.getByRole('status', { name: 'What the credentials may do' });
  await checks.getByText(/credentials are not taken \(401\); make new ones/).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Go on' }).count()).toBe(0);

  await page.getByLabel('API token', { exact: true }).fill(goodToken);
  await page.getByLabel('API token', { exact: true }).press('Enter');
  await checks.getByText('nothing that was tried is missing').waitFor();
  await expect.poll(() => checks.getByText('held', { exact: true }).count()).toBe(4);
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  await expect.poll(() => page.locator('h1:focus').textContent()).toBe('What is read from Jira Cloud?');

  // More projects than are shown: one is found by typing, and several can be chosen.
  const found = page.getByRole('list', { name: 'Found projects' });
  await page.getByText('The first 50; type more of the name to find others.').waitFor();
  await page.getByLabel('Search projects').fill('Project 117');
  await page.getByText('One is found.').waitFor();
  await found.getByLabel('Project 117 (P0117)').check();
  await page.getByLabel('Search projects').fill('CHK');
  await found.getByLabel('CHK').check();
  await expect
    .poll(() => page.getByRole('list', { name: 'Chosen projects' }).getByRole('listitem').allTextContents())
    .toEqual(['P0117×', 'CHK×']);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Go on' }).click();

  await page.getByText(`About ${issues.length}\u00a0records; at 200\u00a0requests a second`).waitFor();
  await page.getByLabel('Name of the source').fill('Jira');
  await page.getByText('Small letters, digits and hyphens, beginning with').waitFor();
  await page.getByLabel('Name of the source').fill('shop-jira');
  await page.getByRole('button', { name: 'Keep it and begin to read' }).click();

  // The address holds the run: whoever comes back sees how it stands.
  await page.waitForURL(/\/sources\/shop-jira\?job=/);
  await page.reload();
  await visit.jobs().idle();
  await expectSentence(page, `shop-jira has brought ${issues.length}\u00a0items from Jira Cloud; something last came`);
  await page.getByRole('list', { name: 'Runs' }).getByText(`${issues.length}\u00a0new items`).waitFor();
  await page.getByText('kept, never shown: E-mail address, API token').waitFor();
  await page.getByText('/api/hooks/shop-jira?token=TOKEN').waitFor();
  expect(await faults(page)).toEqual([]);
  expect(await page.content()).not.toContain(goodToken);

  await page.getByLabel('Name of the stream').fill('Web shop');
  await page.getByRole('button', { name: 'Suggest a value stream from this' }).click();
  await page.getByRole('button', { name: 'Create the stream' }).click();
  // Its history ended long ago: the page opens on the weeks in which it is, and says why.
  await page.waitForURL(/\/streams\/web-shop\?from=2024-/);
  await page
    .locator('h1', { hasText: /Web shop finished \d.* Nothing has changed in it since \d+ Jun 2024\./ })
    .waitFor();
});

test('what delivers a stream is chosen from what sources told of, and its figures follow', async () => {
  const key = issues[0]?.key;
  const deployed = { repo: 'acme/shop', environment: 'production', sha: 'aaaaaaaaaa', status: 'succeeded' };
  await takePush(visit.app(), 'pipeline', {
    change: [
      { repo: 'acme/shop', sha: 'aaaaaaaaaa', committedAt: '2024-05-06T08:00:00Z', keys: [key] },
      { repo: 'acme/other', sha: 'bbbbbbbbbb', committedAt: '2024-05-06T08:00:00Z' },
    ],
    deployment: [{ id: '1', ...deployed, startedAt: '2024-05-07T08:00:00Z', finishedAt: '2024-05-07T08:10:00Z' }],
  });
  const page = await visit.visitor();
  await page.goto(`/streams/web-shop/delivery?${LAST_WEEKS}`);
  await expectSentence(page, 'names no application yet');
  await expect.poll(() => page.getByLabel('acme/shop').isChecked()).toBe(true);
  await expect.poll(() => page.getByLabel('acme/other').isChecked()).toBe(false);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Measure its delivery' }).click();
  await expectSentence(page, 'shop was deployed once with success.');
  await page.getByText('does not name and which is in no figure here: acme/other').waitFor();
});

test('a source that fails says what to do, is mended, paused and read no more; what it brought stays', async () => {
  const page = await visit.visitor();
  await page.goto('/sources');
  await expectSentence(page, 'One source brings its history by itself; something last came');
  await page.getByText(`work items, iterations and incidents · ${issues.length}\u00a0items`).waitFor();

  goodToken = 'a-newer-token';
  await page.getByRole('button', { name: 'Bring up to date' }).click();
  await expectSentence(page, 'shop-jira could not be read the last time.');
  await page.getByText(/Could not be read\. shop-jira: .*\(401\); make new ones and save them in the source/).waitFor();

  // What is left empty stays as it was; the new token is all that is given.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expectSentence(page, 'How is shop-jira read from Jira Cloud?');
  await expect.poll(() => page.getByLabel('API token', { exact: true }).inputValue()).toBe('');
  await page.getByLabel('API token', { exact: true }).fill(goodToken);
  await page.getByLabel('How often it is asked').selectOption({ label: 'every hour' });
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await visit.jobs().idle();
  await expectSentence(page, `shop-jira has brought ${issues.length}\u00a0items from Jira Cloud; something last came`);
  await page.getByText('every hour').waitFor();

  await page.getByRole('button', { name: 'Look for what is gone' }).click();
  await page.getByText('Looked for what is gone: nothing is gone').waitFor();
  await press(page, 'Pause');
  await expectSentence(page, 'from Jira Cloud and is paused.');
  await page.getByText('Paused: it is asked only by hand.').waitFor();
  await press(page, 'Go on');
  await page.getByText(/^Last asked .* Next in about/).waitFor();

  await press(page, 'Read no more');
  const asked = page.getByRole('dialog', { name: 'Read no more from shop-jira?' });
  await asked.getByText('What it brought stays').waitFor();
  await asked.getByRole('button', { name: 'Read no more' }).click();
  await expectSentence(page, 'No tool is connected yet.');
  await page.getByText('Brought by hand, or read no more').waitFor();
  await page.getByRole('main').getByText(`${issues.length}\u00a0items`).waitFor();
  await page.goto(`/streams/web-shop?${LAST_WEEKS}`);
  await page.locator('h1', { hasText: /Web shop finished \d/ }).waitFor();
  await settle(page);
});

async function press(page: Page, name: string): Promise<void> {
  await visit.jobs().idle();
  await page.getByRole('button', { name, exact: true }).click();
}
