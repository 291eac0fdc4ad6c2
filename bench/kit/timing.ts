import { percentiles } from '../../src/statistics/percentile.ts';

/** Wall and CPU time of one piece of work, in milliseconds. CPU time is that of all threads of this process. */
export interface Taken {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export async function timed<Result>(
  work: () => Result | Promise<Result>,
): Promise<Taken & { readonly result: Result }> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const result = await work();
  const wallMs = performance.now() - begun;
  const used = process.cpuUsage(cpu);
  return { result, wallMs, cpuMs: (used.user + used.system) / 1000 };
}

/** The same work again and again; the first `warmUp` times do not count. */
export async function timedOften(work: () => unknown, times: number, warmUp: number): Promise<readonly Taken[]> {
  const all: Taken[] = [];
  for (let turn = 0; turn < warmUp + times; turn += 1) {
    const { wallMs, cpuMs } = await timed(work);
    if (turn >= warmUp) all.push({ wallMs, cpuMs });
  }
  return all;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly n: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const [p50, p95] = percentiles(values, [50, 95]);
  return { p50: p50 ?? 0, p95: p95 ?? 0, n: values.length };
}

/** `met` or `missed`, for the end of a line. A missed aim is printed, and fails nothing. */
export function verdict(value: number, aim: number, wanted: 'at most' | 'at least' = 'at most'): string {
  return (wanted === 'at most' ? value <= aim : value >= aim) ? 'met' : 'missed';
}

/** `0.42 ms`, `31 ms`, `1.24 s`. */
export function ms(value: number): string {
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
  return value >= 10 ? `${value.toFixed(0)} ms` : `${value.toFixed(value >= 1 ? 1 : 2)} ms`;
}

export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}
