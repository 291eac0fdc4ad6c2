import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openTestApps } from '../../../test/test-app.ts';
import { seal, unseal } from './seal.ts';

const open = openTestApps();

test('a credential is sealed with a key of its own file, opens again, and nowhere else', async () => {
  const { app, folder } = await open();
  const sealed = await seal(app, 'jira/token', 'very secret');
  expect(sealed).not.toContain('secret');
  expect(await seal(app, 'jira/token', 'very secret')).not.toBe(sealed);
  expect(await unseal(app, 'jira/token', sealed)).toBe('very secret');
  expect(statSync(path.join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  // Moved to another source or name by somebody who can write to the store, it does not open.
  await expect(unseal(app, 'evil/token', sealed)).rejects.toThrow(/do not open with this key/);
  const damaged = `${sealed.slice(0, -2)}${sealed.endsWith('A') ? 'B' : 'A'}A`;
  await expect(unseal(app, 'jira/token', damaged)).rejects.toThrow(/give the credentials again/);
});

test('a key from the environment goes before the file; another key opens nothing', async () => {
  const { app, folder } = await open();
  const sealed = await seal(app, 'jira/token', 'x');
  const other = { ...app, secretKey: 'a key of at least sixteen letters' };
  await expect(unseal(other, 'jira/token', sealed)).rejects.toThrow(/MILLRACE_SECRET_KEY/);
  expect(await unseal(other, 'jira/token', await seal(other, 'jira/token', 'x'))).toBe('x');
  const file = path.join(folder, 'secret.key');
  const key = readFileSync(file, 'utf8');
  writeFileSync(file, 'short');
  await expect(unseal(app, 'jira/token', sealed)).rejects.toThrow(/holds no key/);
  writeFileSync(file, key);
  expect(await unseal(app, 'jira/token', sealed)).toBe('x');
  rmSync(file);
  await expect(unseal(app, 'jira/token', sealed)).rejects.toThrow(/do not open/);
});
