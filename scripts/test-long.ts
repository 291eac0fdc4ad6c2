import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What takes too long for every day: the programs in test/long, one after the other, each in a process of its own with its
 * output shown. A program either does its work when it is run, or exports `run(report)`; it fails by its exit code.
 * Usage: npm run test:long [NAME…], a name being part of a file's. Ends with `N passed, N failed`.
 */
const folder = path.resolve(import.meta.dirname, '../test/long');
const names = process.argv.slice(2);
const programs = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .toSorted();
const chosen = programs.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
if (chosen.length === 0) {
  console.error(`test:long: no program is called ${names.join(' or ')}; there are: ${programs.join(', ')}`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const program of chosen) {
  const startedAt = Date.now();
  console.log(`\n${program}`);
  const code = await run(path.join(folder, program));
  if (code === 0) passed += 1;
  else failed += 1;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${program} (${seconds} s)`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function run(file: string): Promise<number> {
  const isExported = /^export (async )?function run\(/m.test(readFileSync(file, 'utf8'));
  // No text given to --eval: its flags would be handed on to workers, which cannot take them.
  const args = isExported ? [path.join(folder, '../programs/run-exported.ts'), file] : [file];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'inherit' });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
