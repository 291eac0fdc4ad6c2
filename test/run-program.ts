import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export interface RunningProgram {
  readonly child: ChildProcess;
  /** Wait until the program has said a line. */
  untilSaid(line: RegExp): Promise<void>;
  lines(): readonly string[];
  /** End it as `kill -9` does, and wait until it is gone. */
  kill(): Promise<void>;
}

/** Run one of `test/programs` as a process of its own. */
export function runProgram(name: string, args: readonly string[], nodeArgs: readonly string[] = []): RunningProgram {
  const file = path.join(import.meta.dirname, 'programs', `${name}.ts`);
  const child = spawn(process.execPath, [...nodeArgs, file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complained = '';
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    complained += text.toString();
  });
  // A line counts once it is whole.
  const lines = () => said.split('\n').slice(0, -1);
  return {
    child,
    lines,
    untilSaid: (line) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (lines().some((each) => line.test(each))) resolve();
        };
        child.stdout.on('data', look);
        child.once('exit', () => reject(new Error(`${name} ended without saying ${line}: ${complained}`)));
        look();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
