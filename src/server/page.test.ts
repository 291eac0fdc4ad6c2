import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { servePage } from './page.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'millrace-page-'));
const PROGRAM = `export const words = '${'to and fro '.repeat(400)}';`;
mkdirSync(path.join(folder, 'assets'));
writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>first</title>');
writeFileSync(path.join(folder, 'assets', 'main-abc.js'), PROGRAM);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const server = new Hono().use('*', servePage(folder));
const ask = (address: string, headers: Record<string, string> = {}): Response | Promise<Response> =>
  server.request(address, { headers });

test('a file named by its content is given compressed, and may be kept for good', async () => {
  const answer = await ask('/assets/main-abc.js', { 'accept-encoding': 'gzip, br' });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(gunzipSync(new Uint8Array(await answer.arrayBuffer())).toString()).toBe(PROGRAM);
});

test('the page stands under every address that is no file, and a browser that has it is told so', async () => {
  const page = await ask('/streams/checkout');
  expect(await page.text()).toContain('first');
  const again = await ask('/', { 'if-none-match': page.headers.get('etag') ?? '' });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await ask('/assets/gone.js')).status).toBe(404);
});

test('a page that was built anew is given anew', async () => {
  const before = await ask('/');
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>second</title>');
  utimesSync(path.join(folder, 'index.html'), 2_000_000_000, 2_000_000_000);
  const after = await ask('/', { 'if-none-match': before.headers.get('etag') ?? '' });
  expect([after.status, await after.text()]).toEqual([200, '<!doctype html><title>second</title>']);
});
