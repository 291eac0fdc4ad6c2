// Runs a program of this project under the Node it needs, after preparing what that takes: `node scripts/node.mjs FILE [ARGS…]`.
// Plain JavaScript for any Node from 20 up: this file is what a visitor's own Node runs.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { prepare, root } from './prepare.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/node.mjs FILE [ARGS…]');
  process.exit(2);
}
const needsPage = file.includes('scripts/test') || args[0] === 'demo' || args[0] === 'start';
const node = await prepare({ needsPage });
const bin = path.join(root, 'node_modules', '.bin');
// A server has time to clear up more often; a hundred megabytes stay free by it.
const frugal = args[0] === 'demo' || args[0] === 'start' ? ['--max-semi-space-size=8'] : [];
const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...frugal, file, ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
});
// npm does not pass signals on, and a service manager speaks to this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`millrace: could not start ${node}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal !== null) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else process.exit(code ?? 1);
});
