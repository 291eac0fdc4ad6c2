import { spawnSync } from 'node:child_process';
import type { Taken } from './timing.ts';

/** Said by the child as it ends: Node tells nobody else what CPU time it used. */
const TELL = `data:text/javascript,process.on('exit',()=>{const u=process.cpuUsage();process.stderr.write('\\ncpu-us='+(u.user+u.system))})`;

/** Runs a Node from start to end: wall time of the whole, and the CPU time that the child used. */
export function timedNode(args: readonly string[]): Taken {
  const begun = performance.now();
  const child = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', TELL, ...args], {
    maxBuffer: 1 << 30,
  });
  const wallMs = performance.now() - begun;
  const said = child.stderr.toString();
  if (child.status !== 0) throw new Error(said);
  return { wallMs, cpuMs: Number(/cpu-us=(\d+)/.exec(said)?.[1] ?? 0) / 1000 };
}
