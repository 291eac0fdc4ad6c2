import type http from 'node:http';
import { addDays } from '../../src/flow/calendar.ts';
import { SIMULATED_END } from './issues.ts';
import { ask } from './running-server.ts';

export interface BenchWindow {
  readonly from: string;
  readonly to: string;
}

export interface Visit {
  readonly ms: number;
  readonly bytes: number;
}

/** The charts of a stream's page, as the page asks for them. */
const CHARTS = [
  'flow-time-scatter',
  'aging-work',
  'cumulative-flow',
  'load',
  'velocity',
  'net-flow',
  'distribution',
  'flow-time-histogram',
  'process-behaviour?metric=flow-velocity&rules=default',
  'run-chart?metric=flow-time',
];

/** Windows of some days that end a week apart, the latest at the end of the history. */
export function windowsOf(days: number, count: number): readonly BenchWindow[] {
  return Array.from({ length: count }, (_, place) => {
    const to = addDays(SIMULATED_END, -7 * place);
    return { from: addDays(to, -days), to };
  });
}

/** Everything that a stream's page shows in a window: what it asks first, then what it asks when that is there. */
export async function visitStream(
  user: http.Agent,
  server: string,
  stream: string,
  { from, to }: BenchWindow,
): Promise<Visit> {
  const at = `${server}/api/streams/${stream}`;
  const view = `from=${from}&to=${to}`;
  const begun = performance.now();
  const first = await Promise.all([ask(user, `${server}/api/streams`), ask(user, `${at}/overview?${view}`)]);
  const rest = await Promise.all([
    ask(user, `${server}/api/notes?stream=${stream}`),
    ...CHARTS.map((chart) => ask(user, `${at}/charts/${chart}${chart.includes('?') ? '&' : '?'}${view}`)),
  ]);
  return { ms: performance.now() - begun, bytes: sum([...first, ...rest]) };
}

/** Everything that the portfolio shows in a window. */
export async function visitPortfolio(user: http.Agent, server: string, { from, to }: BenchWindow): Promise<Visit> {
  const begun = performance.now();
  const bytes = await Promise.all([
    ask(user, `${server}/api/streams`),
    ask(user, `${server}/api/portfolio?from=${from}&to=${to}`),
  ]);
  return { ms: performance.now() - begun, bytes: sum(bytes) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
