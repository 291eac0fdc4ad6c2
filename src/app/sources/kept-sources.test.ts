import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApps, SILENT } from '../../../test/test-app.ts';
import { type FaultyServer, startFaultyServer } from '../../fakes/faulty-server.ts';
import type { App } from '../app.ts';
import { testSource } from './ask-source.ts';
import { listConnectors } from './connectors.ts';
import { saveLiveSource } from './kept-sources.ts';
import { listSourceStates } from './source-state.ts';
import { syncSource } from './sync-source.ts';

const open = openTestApps();
let app: App;
let ours: FaultyServer;
let theirs: FaultyServer;
beforeAll(async () => {
  const answer = () => ({ status: 401, body: { message: 'no' } });
  [ours, theirs] = [await startFaultyServer({ answer }), await startFaultyServer({ answer })];
  ({ app } = await open());
  await saveLiveSource(app, {
    id: 'jira',
    basedOn: 0,
    body: bodyAt(ours),
    secrets: { email: 'reader@example.com', token: 'a-token' },
  });
});
afterAll(async () => {
  await ours.close();
  await theirs.close();
});

function bodyAt({ address }: FaultyServer, part: { readonly proxy?: string } = {}) {
  return { kind: 'jira-cloud', config: { site: address }, ...part };
}

test('kept credentials go to the server that they were given for, and to no other', async () => {
  await testSource(app, { id: 'jira', body: bodyAt(ours), secrets: {} });
  expect(ours.requests).toHaveLength(1);

  const elsewhere = bodyAt(theirs);
  const refusal = /give E-mail address and API token anew, since kept credentials go nowhere else/;
  await expect(testSource(app, { id: 'jira', body: elsewhere, secrets: {} })).rejects.toThrow(refusal);
  await expect(testSource(app, { id: 'jira', body: elsewhere, secrets: { token: 'x' } })).rejects.toThrow(refusal);
  const proxied = bodyAt(ours, { proxy: theirs.address });
  await expect(testSource(app, { id: 'jira', body: proxied, secrets: {} })).rejects.toThrow(refusal);
  await expect(saveLiveSource(app, { id: 'jira', basedOn: 1, body: elsewhere, secrets: {} })).rejects.toThrow(refusal);
  expect(theirs.requests).toEqual([]);

  await testSource(app, { id: 'jira', body: elsewhere, secrets: { email: 'other@example.com', token: 'other' } });
  expect(theirs.requests).toHaveLength(1);
});

test('what went well after a run that failed is no failure, though a run without news leaves no trace', async () => {
  await expect(syncSource(app, 'jira', 'changes', SILENT)).rejects.toThrow('(401)');
  const [failed] = await listSourceStates(app, () => null);
  expect(failed?.failure).toContain('(401)');
  const [well] = await listSourceStates(app, () => ({ at: 0, failure: null }));
  expect(well?.failure).toBe(null);
});

test('a set-up in which no repository is chosen yet can be tested, but not kept', async () => {
  const body = { kind: 'github', config: { url: ours.address } };
  const [signIn] = await testSource(app, { id: 'the new source', body, secrets: { token: 'x' } });
  expect(signIn).toMatchObject({ what: 'Sign in', isHeld: false });
  await expect(saveLiveSource(app, { id: 'code', basedOn: 0, body, secrets: { token: 'x' } })).rejects.toThrow(
    /name at least one repository/,
  );
});

test('each setting says how it is written, as the tool takes it', () => {
  const github = listConnectors().find(({ id }) => id === 'github');
  const formOf = (key: string) => github?.fields.find((field) => field.key === key);
  expect(formOf('url')).toMatchObject({ form: 'text', itemKey: null });
  expect(formOf('repositories')).toMatchObject({ form: 'list', itemKey: null });
  expect(formOf('deploymentWorkflows')).toMatchObject({ form: 'list', itemKey: 'workflow' });
});
