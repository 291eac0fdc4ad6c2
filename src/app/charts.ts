import type { ChartId } from '../api/flow.ts';
import type { Sentence, ViewHeader } from '../api/view.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { flowTime } from '../flow/metrics/flow-time.ts';
import { METRICS, metricOf } from '../flow/metrics/index.ts';
import { agingWork } from '../flow/series/aging-work.ts';
import { SERIES } from '../flow/series/index.ts';
import { invalid } from './errors.ts';
import { rememberByInput } from './remember.ts';
import { seriesWithItems, standingSignal } from './trends.ts';
import type { View } from './view.ts';
import { count, dayInWords, duration, numberInWords } from './words.ts';

export interface ChartAsked {
  readonly metric?: string | undefined;
  readonly rules?: 'default' | 'all' | undefined;
}

export interface ChartAnswer {
  header: ViewHeader;
  chart: ChartId;
  heading: Sentence;
  data: unknown;
}

/** A chart's data, and above it in words what it shows. */
export function chartOf(view: View, chart: ChartId, asked: ChartAsked): ChartAnswer {
  return {
    header: view.header,
    chart,
    heading: headingOf(view.input, chart, asked),
    data: dataOf(view.input, chart, asked),
  };
}

const plain = {
  'cumulative-flow': rememberByInput(SERIES['cumulative-flow']),
  'flow-time-scatter': rememberByInput(SERIES['flow-time-scatter']),
  'aging-work': rememberByInput(SERIES['aging-work']),
  velocity: rememberByInput(SERIES.velocity),
  'net-flow': rememberByInput(SERIES['net-flow']),
  load: rememberByInput(SERIES.load),
  distribution: rememberByInput((input: MeasureInput) => SERIES.distribution(input)),
  'flow-time-histogram': rememberByInput(SERIES['flow-time-histogram']),
} as const;

function dataOf(input: MeasureInput, chart: ChartId, asked: ChartAsked): unknown {
  switch (chart) {
    case 'run-chart':
    case 'process-behaviour':
      return weeklyOf(input, asked);
    default:
      return plain[chart](input);
  }
}

function weeklyOf(input: MeasureInput, asked: ChartAsked) {
  const id = asked.metric ?? 'flow-velocity';
  const metric = metricOf(id);
  const known = metric === undefined ? null : seriesWithItems(input, metric, asked.rules ?? 'default');
  if (known === null) {
    const weekly = METRICS.filter((one) => one.weekly !== undefined).map((one) => one.id);
    throw invalid(`chart: metric "${id}" has no weekly value; choose one of ${weekly.join(', ')}`);
  }
  return known;
}

function headingOf(input: MeasureInput, chart: ChartId, asked: ChartAsked): Sentence {
  return [{ text: inWords(input, chart, asked) }];
}

function inWords(input: MeasureInput, chart: ChartId, asked: ChartAsked): string {
  switch (chart) {
    case 'cumulative-flow':
      return 'Where the items are: each band is a step, its height the items in it.';
    case 'flow-time-scatter':
    case 'flow-time-histogram':
      return timeInWords(input);
    case 'aging-work': {
      const points = agingWork(input).steps.flatMap((step) => step.items);
      const old = points.filter((point) => (point.passed ?? 0) >= 85).length;
      if (points.length === 0) return 'Nothing is under way.';
      if (old === 0) return 'No item is older than 85 % of finished work was at the same step.';
      return `${capital(numberInWords(old))} item${old === 1 ? ' is' : 's are'} older than 85 % of finished work was at the same step.`;
    }
    case 'velocity': {
      const { meanPerWeek } = plain.velocity(input);
      return meanPerWeek === null
        ? 'No whole week lies in the window yet.'
        : `${meanPerWeek.toFixed(1)} items are finished in a week on average.`;
    }
    case 'net-flow': {
      const weeks = plain['net-flow'](input);
      const net = weeks.reduce((sum, week) => sum + week.net, 0);
      if (net === 0) return 'As much was finished as was taken on.';
      return net > 0
        ? `${count(net, 'item')} more taken on than finished.`
        : `${count(-net, 'item')} more finished than taken on.`;
    }
    case 'load': {
      const { values } = plain.load(input);
      const last = values[values.length - 1] ?? 0;
      return `${count(last, 'item')} in process at the end, ${values[0] ?? 0} at the beginning.`;
    }
    case 'distribution':
      return 'What the finished work was, period by period.';
    case 'run-chart':
    case 'process-behaviour': {
      const known = weeklyOf(input, asked);
      const signal = standingSignal(known);
      const name = metricOf(known.metric)?.name ?? known.metric;
      if (known.behaviour.status !== 'measured') return `${name}: ${known.behaviour.reason}`;
      if (signal === null) return `${name} stays within its usual range.`;
      return `${name} is ${signal.side} its usual range since ${dayInWords(signal.since)}: worth asking about.`;
    }
  }
}

function timeInWords(input: MeasureInput): string {
  const time = flowTime.measure(input);
  if (time.status !== 'measured') return time.reason;
  const { p85 } = time.value;
  if (p85 === null) return `${count(time.n, 'finished item')} with a flow time: too few for percentiles.`;
  return `85 % took ${duration(p85 * 1000)} or less.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
