import { spawn } from 'node:child_process';
import { describeMachine } from './kit/machine.ts';

type Run = (report: (line: string) => void) => Promise<void>;

/** Each benchmark prints its figures with what bounds them, the aim, and a ratio to a named peer or limit. Nothing is asserted. */
const BENCHMARKS: Readonly<Record<string, () => Promise<{ readonly run: Run }>>> = {
  measure: () => import('./measure.ts'),
  fold: () => import('./fold.ts'),
  forecast: () => import('./forecast.ts'),
  import: () => import('./import.ts'),
  pages: () => import('./pages.ts'),
  browser: () => import('./browser.ts'),
  outcomes: () => import('./outcomes.ts'),
  delivery: () => import('./delivery.ts'),
  sources: () => import('./sources.ts'),
};

const USAGE = `usage: npm run bench -- [NAME…] [--scale 0.1]
names: ${Object.keys(BENCHMARKS).join(', ')}; without one, all
--scale: part of the 50 streams of 20,000 items that pages and browser look at, and of the 10,000 items of sources; default 1`;

const words = process.argv.slice(2);
const only = words[0] === '--only' ? words[1] : undefined;
if (only === undefined) await runAll(words);
else await BENCHMARKS[only]?.().then(({ run }) => run((line) => console.log(line)));

/** Each in a process of its own, so that the memory and the warm code of one do not help or hinder the next. */
async function runAll(asked: readonly string[]): Promise<void> {
  const scaleAt = asked.indexOf('--scale');
  const names = asked.filter((word, place) => !word.startsWith('--') && (scaleAt === -1 || place !== scaleAt + 1));
  const unknown = names.find((name) => BENCHMARKS[name] === undefined);
  if (unknown !== undefined || asked.includes('--help')) {
    console.log(unknown === undefined ? USAGE : `bench: there is no "${unknown}"\n${USAGE}`);
    process.exitCode = unknown === undefined ? 0 : 2;
    return;
  }
  for (const line of describeMachine()) console.log(line);
  for (const name of names.length === 0 ? Object.keys(BENCHMARKS) : names) {
    console.log('');
    const code = await runOne(name, scaleAt === -1 ? [] : asked.slice(scaleAt, scaleAt + 2));
    if (code === 0) continue;
    console.log(`${name}: did not finish`);
    process.exitCode = 1;
  }
}

function runOne(name: string, options: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const args = ['--disable-warning=ExperimentalWarning', import.meta.filename, '--only', name, ...options];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
