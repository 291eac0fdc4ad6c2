import { spawn } from 'node:child_process';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../src/cli/main.ts');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Starts the command line as a process of its own, without what the settings of this shell say. */
export function startCli(words: readonly string[], { cwd, env = {} }: CliOptions) {
  const { MILLRACE_DATA: _data, DATABASE_URL: _url, MILLRACE_CONFIG: _config, ...own } = process.env;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], {
    cwd,
    env: { ...own, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the command line to its end. */
export function runCli(words: readonly string[], options: CliOptions): Promise<Ended> {
  const child = startCli(words, options);
  let out = '';
  let err = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    err += text.toString();
  });
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
