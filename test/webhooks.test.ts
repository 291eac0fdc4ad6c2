import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listJobs } from '../src/app/jobs.ts';
import { createToken } from '../src/app/outcomes/tokens.ts';
import { saveLiveSource } from '../src/app/sources/kept-sources.ts';
import { startFakeJira } from '../src/fakes/jira.ts';
import { sampleJiraIssues } from '../src/fakes/sample-jira.ts';
import { type Jobs, startJobs } from '../src/jobs/runner.ts';
import { type RunningServer, startServer } from '../src/server/server.ts';
import { openTestApps, type TestApp } from './test-app.ts';

/** GitHub's own examples, an event an entry. Its module is said to be another one than it is, so it is read as what it is. */
const examples = z
  .array(z.object({ name: z.string(), examples: z.array(z.unknown()) }))
  .parse(JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@octokit/webhooks-examples')), 'utf8')));

const heard = z.object({ isTaken: z.boolean(), message: z.string() });

/** Events of GitHub whose examples tell of an issue, a change, a review, a deployment or a release: each is read from there. */
const TOLD_OF = [
  'deployment',
  'deployment_status',
  'issue_comment',
  'issues',
  'label',
  'milestone',
  'projects_v2_item',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'release',
  'repository',
  'workflow_run',
];

describe('calls of webhooks', () => {
  const open = openTestApps();
  let opened: TestApp;
  let jobs: Jobs;
  let server: RunningServer;
  let token = '';

  beforeAll(async () => {
    opened = await open();
    jobs = await startJobs(opened.app);
    ({ token } = await createToken(opened.app, 'hooks'));
    server = await startServer(opened.app, jobs, { host: '127.0.0.1', port: 0, pageFolder: 'dist/web', version: 'x' });
  });
  afterAll(async () => {
    await server.close();
    await jobs.close();
    expect(opened.log.errors).toEqual([]);
  });

  const call = async (id: string, headers: Record<string, string>, body: unknown) => {
    const response = await fetch(`${server.address}/api/hooks/${id}?token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return heard.parse(await response.json());
  };
  const runsOf = async (id: string) =>
    (await listJobs(opened.app)).filter(({ kind, subject }) => kind === 'sync' && subject === id);

  test('each of GitHub’s published examples is heeded or refused by the name of its event', async () => {
    await saveLiveSource(opened.app, {
      id: 'code',
      basedOn: 0,
      body: { kind: 'github', isPaused: true, config: { url: 'http://127.0.0.1:9', repositories: ['shop/web'] } },
      secrets: { token: 'a-token' },
    });
    const heeded = new Set<string>();
    for (const { name, examples: bodies } of examples) {
      for (const body of bodies) {
        const { isTaken, message } = await call('code', { 'x-github-event': name }, body);
        // Nothing is asked of a source that is paused: the answer alone tells the two apart.
        expect(isTaken).toBe(false);
        if (message.includes('is paused')) heeded.add(name);
        else expect(message).toBe(`the event "${name}" of GitHub tells of nothing that is read`);
      }
    }
    expect([...heeded].toSorted()).toEqual(TOLD_OF);
    expect(examples.length).toBeGreaterThan(50);
    expect(await runsOf('code')).toEqual([]);
  });

  test('a call during a run is followed by another one, since that run may have passed what it tells of', async () => {
    let isAsked = false;
    let calls: Promise<unknown> = Promise.resolve();
    const fake = await startFakeJira({
      issues: sampleJiraIssues({ seed: 3, endOn: '2026-01-05', scale: 0.01 }),
      isLetIn: () => {
        if (!isAsked) {
          isAsked = true;
          // Two calls at once, as tools send them: one more run is enough.
          calls = Promise.all([call('work', {}, {}), call('work', {}, {})]);
        }
        return true;
      },
    });
    try {
      await saveLiveSource(opened.app, {
        id: 'work',
        basedOn: 0,
        body: { kind: 'jira-cloud', config: { site: fake.address, projects: [], customFields: [], incidentTypes: [] } },
        secrets: { email: 'reader@example.invalid', token: 'a-token' },
      });
      expect(await call('work', {}, {})).toEqual({ isTaken: true, message: 'the source "work" is asked' });
      const states = async () => (await runsOf('work')).map(({ state }) => state);
      await expect.poll(states, { timeout: 30_000 }).toEqual(['done', 'done']);
      await expect(calls).resolves.toMatchObject([{ isTaken: true }, { isTaken: true }]);
      expect(await states()).toEqual(['done', 'done']);
    } finally {
      await fake.close();
    }
  });
});
