import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Everything that must hold: format, lint, types, then unit, property, storage, API and browser tests.
 * Quick checks run side by side, each one's output shown only when it fails. Ends with `N passed, N failed`.
 */
interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const checks: readonly Check[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'lint with types',
    command: ['oxlint', '--type-aware', '--deny-warnings', 'src', 'test', 'bench', 'scripts'],
  },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the pure rooms', command: ['tsc', '-p', 'tsconfig.pure.json'] },
  { name: 'types of the page', command: ['tsc', '-p', 'tsconfig.web.json'] },
  { name: 'nothing unused', command: ['knip', '--no-progress'] },
];

let passed = 0;
let failed = 0;

const left = [...checks];
await Promise.all([runChecks(), runChecks()]);

const folder = mkdtempSync(path.join(tmpdir(), 'millrace-test-'));
const report = path.join(folder, 'report.json');
const filters = process.argv.slice(2);
const tests = await run(
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
  true,
);
const counts = readCounts(report);
rmSync(folder, { recursive: true, force: true });
passed += counts.passed;
failed += counts.failed;
if (tests.code !== 0 && counts.failed === 0) failed += 1;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Takes one quick check after the other, beside another that does the same. */
async function runChecks(): Promise<void> {
  for (let check = left.shift(); check !== undefined; check = left.shift()) {
    const startedAt = Date.now();
    const { code, output } = await run(check.command, false);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    if (code === 0) passed += 1;
    else failed += 1;
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    if (code !== 0) console.log(output);
  }
}

function readCounts(file: string): { passed: number; failed: number } {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return { passed: 0, failed: 1 };
    return { passed: numberAt(parsed, 'numPassedTests'), failed: numberAt(parsed, 'numFailedTests') };
  } catch (error) {
    console.log(`the test run left no report: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

function numberAt(object: object, key: string): number {
  const value: unknown = Reflect.get(object, key);
  return typeof value === 'number' ? value : 0;
}

function run(
  [command, ...args]: readonly [string, ...string[]],
  isShown: boolean,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (data: Buffer): void => {
      output += data.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
