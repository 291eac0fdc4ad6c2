import os from 'node:os';

/** Above this share of the cores in use, figures say more about the neighbours than about the program. */
const BUSY_SHARE = 0.5;

/** What the figures were measured on, and a warning when it had other work. */
export function describeMachine(): readonly string[] {
  const cores = os.availableParallelism();
  const [load = 0] = os.loadavg();
  const lines = [
    `machine: ${cores} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'}), ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ` +
      `${os.type()} ${os.arch()}, Node ${process.versions.node}, load ${load.toFixed(1)} in the last minute`,
  ];
  if (load > cores * BUSY_SHARE) {
    lines.push(
      `warning: the machine is busy (load ${load.toFixed(1)} on ${cores} cores): wall times are too long, and CPU times somewhat; run again when it is quiet`,
    );
  }
  return lines;
}
