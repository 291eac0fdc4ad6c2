import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli, startCli } from '../../test/run-cli.ts';

const cwd = mkdtempSync(path.join(os.tmpdir(), 'millrace-objectives-'));
afterAll(() => rm(cwd, { recursive: true, force: true }));

const FILE = `cycles:
  - { id: q1, name: Q1 2027, from: 2027-01-01, to: 2027-04-01 }
objectives:
  - id: paying
    title: Paying is no effort
    level: team
    cycle: q1
    keyResults:
      - { id: guests, title: Guests who pay, direction: up, baseline: 71, target: 80, unit: "%" }
`;

test('a file is taken into the store and written again, without a server and through one alike', async () => {
  writeFileSync(path.join(cwd, 'okr.yaml'), FILE);
  const store = ['--data', 'store'];
  const first = await runCli(['objectives', 'import', 'okr.yaml', ...store], { cwd });
  expect(first).toEqual({ code: 0, err: '', out: '3 new, 0 changed, 0 as they were.\n' });
  const alone = await runCli(['objectives', 'export', ...store], { cwd });
  expect(alone.out).toContain('title: Guests who pay');

  const server = startCli(['start', '--port', '0', ...store], { cwd });
  try {
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text: Buffer) => {
        if (text.toString().includes('Press Ctrl-C')) resolve();
      });
      server.on('close', () => reject(new Error('the server did not start')));
    });
    writeFileSync(path.join(cwd, 'again.yml'), alone.out);
    const again = await runCli(['objectives', 'import', 'again.yml', ...store], { cwd });
    expect(again).toEqual({ code: 0, err: '', out: '0 new, 0 changed, 3 as they were.\n' });
    const csv = await runCli(['objectives', 'export', '--format', 'csv', '--out', 'okr.csv', ...store], { cwd });
    expect(csv).toEqual({ code: 0, err: '', out: 'okr.csv is written.\n' });
    expect(readFileSync(path.join(cwd, 'okr.csv'), 'utf8')).toContain('key-result,guests,');
    expect((await runCli(['objectives', 'export', ...store], { cwd })).out).toBe(alone.out);

    writeFileSync(path.join(cwd, 'bad.yaml'), FILE.replace('target: 80', 'target: 71'));
    const bad = await runCli(['objectives', 'import', 'bad.yaml', ...store], { cwd });
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('1 row is refused and nothing was taken in');
    expect(bad.err).toContain('line 9 target: the target equals the baseline');
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.on('close', resolve));
  }
});

test('what cannot be is told: no such file, a name without a format, a file that is there', async () => {
  const run = (...words: string[]) => runCli(['objectives', ...words, '--data', 'other'], { cwd });
  expect(await run('import', 'nowhere.yaml')).toMatchObject({ code: 1 });
  writeFileSync(path.join(cwd, 'okr.txt'), FILE);
  expect(await run('import', 'okr.txt')).toMatchObject({ code: 2 });
  const there = await run('export', '--out', 'okr.txt');
  expect(there.code).toBe(1);
  expect(there.err).toContain('exists already');
});
