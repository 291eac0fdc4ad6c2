import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { asJiraIssue } from '../../src/sample/as-jira.ts';
import { simulateOrganisation } from '../../src/sample/simulate-organisation.ts';
import { expectSentence, startVisit } from './visit.ts';

const visit = startVisit({ withSample: false });

/** A history that ended long ago, with two issues that cannot be read. */
const history = simulateOrganisation({ seed: 11, endOn: '2024-06-17', scale: 0.1 }).streams[0];
const issues = history?.histories.map((one) => asJiraIssue(one)) ?? [];
const lines = [...issues.map((issue) => JSON.stringify(issue)), '{"key": "BAD-1"}', 'not json'];
const FILE = {
  name: 'export.ndjson.gz',
  mimeType: 'application/gzip',
  buffer: Buffer.from(gzipSync(lines.join('\n'))),
};

test('an empty store leads from its first page through a file to the page of a stream', async () => {
  const page = await visit.visitor();
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: 'Import a history' }).first().click();
  await expectSentence(page, 'No history has been imported yet');

  await page.getByLabel('File of history').setInputFiles(FILE);
  await page.getByRole('button', { name: 'Import', exact: true }).waitFor();
  await expectSentence(page, 'export.ndjson.gz looks like Jira issues as JSON. Its issues bring their change log.');
  await expect.poll(() => page.getByLabel('Time zone').first().inputValue()).toBe('America/Halifax');
  await expect.poll(() => page.getByLabel('Source').first().inputValue()).toBe('jira');

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.waitForURL(/[?&]job=/);
  await visit.jobs().idle();
  // The address holds the job: whoever comes back sees how it ended.
  await page.reload();
  await page.getByText('Refused, and why').waitFor();
  await expectSentence(
    page,
    `export.ndjson.gz brought ${issues.length}\u00a0new items into jira. 2\u00a0rows were refused.`,
  );
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save the refused rows' }).click();
  const refused = await (await saving).createReadStream();
  const text = (await refused.toArray()).join('');
  expect(text).toContain('BAD-1');

  await page.getByRole('button', { name: 'Suggest a value stream from this' }).click();
  const editor = page.getByLabel('Document of the value stream');
  await editor.waitFor();
  const suggested = await editor.inputValue();
  expect(suggested).toMatch(/^# A first document for /);

  // A mistake is shown at its line, and nothing can be created from it.
  await editor.fill(suggested.replace(/^flowItem: .*$/m, 'flowItem: storry'));
  const line = suggested.split('\n').findIndex((one) => one.startsWith('flowItem:')) + 1;
  await page.getByRole('button', { name: new RegExp(`^Line ${line} flowItem: .*did you mean "story"`) }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Create the stream' }).isDisabled()).toBe(true);
  await editor.fill(suggested.replace(/^stream: .*$/m, 'stream: Web shop'));
  await page.getByRole('button', { name: 'Create the stream' }).click();

  await page.waitForURL(/\/streams\/web-shop/);
  await visit.jobs().idle();
  // An old history is shown in its own last weeks, not in the present ones, which are empty.
  expect(page.url()).toMatch(/from=2024-03-\d\d&to=2024-06-\d\d/);
  await page.locator('h1', { hasText: /Web shop finished \d/ }).waitFor({ timeout: 30_000 });
});

test('importing the same file again changes nothing, and says so', async () => {
  const page = await visit.visitor();
  await page.goto('/import');
  await expectSentence(page, 'came from jira');
  await page.getByLabel('File of history').setInputFiles(FILE);
  await page.getByText(/Holds .* items of this file take the place/).waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('h1', { hasText: `brought ${issues.length}\u00a0unchanged into jira` }).waitFor();
  await page.getByRole('link', { name: 'Import another file' }).click();
  await page.getByRole('link', { name: 'export.ndjson.gz into jira' }).first().waitFor();
});

test('a file that is no history is told before it is sent', async () => {
  const page = await visit.visitor();
  await page.goto('/import');
  await page
    .getByLabel('File of history')
    .setInputFiles({ name: 'report.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004') });
  await page.locator('h1', { hasText: 'What report.xlsx holds cannot be told' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
});
