import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Changes the flow engine a little, thousands of times, and prints which changes neither the golden corpus nor the second reading of the
 * rules notices: see test/mutation/run.ts. Exit code 1 where `mutation-survivors.md` does not explain one.
 * Usage: node test/long/mutation.ts [--sample 300 [--seed 1]] [--only lives-at,fold] [--without metrics] [--unexplained]. It works on a copy, so that the sources may change meanwhile.
 */
const root = path.resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(path.join(tmpdir(), 'millrace-mutation-'));
try {
  for (const one of ['src', 'test', 'package.json'])
    cpSync(path.join(root, one), path.join(copy, one), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const program = path.join(copy, 'test/mutation/run.ts');
  const args = ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
