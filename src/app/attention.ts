import type { Sentence } from '../api/view.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { METRICS } from '../flow/metrics/index.ts';
import { agingWork } from '../flow/series/aging-work.ts';
import { endOfHistory } from './end-of-history.ts';
import { seriesOf, standingSignal } from './trends.ts';
import { count, dayInWords } from './words.ts';

/**
 * What is worth asking about in a stream: signals first, then old work, steps over their limit, kinds that no rule takes. A history that
 * ended before the window asks nothing: it only grows old.
 */
export function attentionOf(input: MeasureInput): Sentence[] {
  if (endOfHistory(input) !== null) return [];
  return [...signals(input), ...oldWork(input), ...overLimit(input), ...unmapped(input)];
}

function signals(input: MeasureInput): Sentence[] {
  return METRICS.flatMap((metric): Sentence[] => {
    const known = seriesOf(input, metric);
    const signal = known === null ? null : standingSignal(known);
    if (known === null || signal === null) return [];
    return [
      [
        { text: metric.name, opens: { to: 'chart', chart: `process-behaviour:${metric.id}` }, isSignal: true },
        { text: ` is ${signal.side} its usual range since ${dayInWords(signal.since)}.` },
      ],
    ];
  });
}

function oldWork(input: MeasureInput): Sentence[] {
  const old = agingWork(input)
    .steps.flatMap((step) => step.items)
    .filter((point) => (point.passed ?? 0) >= 85).length;
  if (old === 0) return [];
  return [
    [
      {
        text: `${count(old, 'item')} ${old === 1 ? 'is' : 'are'} older than 85 % of finished work was at the same step`,
        opens: { to: 'page', page: 'aging' },
        isSignal: true,
      },
      { text: '.' },
    ],
  ];
}

function overLimit(input: MeasureInput): Sentence[] {
  return agingWork(input).steps.flatMap((step): Sentence[] =>
    step.limit !== null && step.items.length > step.limit
      ? [
          [
            { text: step.step, opens: { to: 'step', step: step.step } },
            { text: ` holds ${step.items.length} items, over its limit of ${step.limit}.` },
          ],
        ]
      : [],
  );
}

function unmapped(input: MeasureInput): Sentence[] {
  const n = input.items.filter((facts) => facts.kind === 'unmapped').length;
  if (n === 0) return [];
  return [[{ text: `${count(n, 'item')} of no known kind`, opens: { to: 'page', page: 'problems' } }, { text: '.' }]];
}
