import type { Card, Trend } from '../api/card.ts';
import { addDays, wholeWeeks } from '../flow/calendar.ts';
import type { MeasureInput, Metric } from '../flow/measure.ts';
import { flowDistribution } from '../flow/metrics/flow-distribution.ts';
import { flowEfficiency } from '../flow/metrics/flow-efficiency.ts';
import { flowLoad } from '../flow/metrics/flow-load.ts';
import { flowTime } from '../flow/metrics/flow-time.ts';
import { flowVelocity } from '../flow/metrics/flow-velocity.ts';
import { lowerBound } from '../flow/metrics/items-in.ts';
import { prepare } from '../flow/metrics/prepare.ts';
import { seriesOf, signalInWords, trendAnswer } from './trends.ts';
import { daysFigure } from './words.ts';

type Figure = Pick<Card, 'figure' | 'unit' | 'note'>;

/** The five flow metrics, each with its figure, its n and its trend. */
export function cardsOf(input: MeasureInput): Card[] {
  return [
    cardOf(input, flowTime, timeFigure(input)),
    cardOf(input, flowVelocity, velocityFigure(input)),
    cardOf(input, flowEfficiency, efficiencyFigure(input)),
    cardOf(input, flowLoad, loadFigure(input)),
    cardOf(input, flowDistribution, distributionFigure(input)),
  ];
}

function cardOf(input: MeasureInput, metric: Metric, figure: Figure): Card {
  const known = seriesOf(input, metric);
  const none: Trend = { name: metric.name, unit: metric.unit, weeks: [], limits: null };
  return {
    metric: metric.id,
    name: metric.name,
    ...figure,
    signal: known === null ? null : signalInWords(known),
    trend: known === null ? none : trendAnswer(known),
  };
}

const unknown = (unit: string, reason: string): Figure => ({ figure: null, unit, note: reason });

function timeFigure(input: MeasureInput): Figure {
  const time = flowTime.measure(input);
  if (time.status !== 'measured') return unknown('days', time.reason);
  const { p50, p85 } = time.value;
  const left = time.excluded.length === 0 ? '' : ` · ${time.excluded.length} left out`;
  if (p50 === null || p85 === null)
    return { figure: null, unit: 'days', note: `n ${time.n}: too few for percentiles${left}` };
  return {
    figure: daysFigure(p50 * 1000),
    unit: 'days (median)',
    note: `n ${time.n} · 85 % within ${daysFigure(p85 * 1000)} d${left}`,
  };
}

function velocityFigure(input: MeasureInput): Figure {
  const velocity = flowVelocity.measure(input);
  if (velocity.status !== 'measured') return unknown('items a week', velocity.reason);
  const { from, endAt, calendar } = input.window;
  const weeks = wholeWeeks(from, calendar.dayOf(endAt));
  if (weeks.length === 0)
    return { figure: String(velocity.n), unit: 'items', note: `n ${velocity.n} · no whole week in the window` };
  const first = weeks[0] ?? from;
  const beyond = addDays(first, weeks.length * 7);
  const { completedAt } = prepare(input);
  const inWeeks = lowerBound(completedAt, calendar.startOf(beyond)) - lowerBound(completedAt, calendar.startOf(first));
  return {
    figure: (Math.round((inWeeks / weeks.length) * 10) / 10).toFixed(1),
    unit: 'items a week',
    note: `n ${velocity.n} · ${weeks.length} whole week${weeks.length === 1 ? '' : 's'}`,
  };
}

function efficiencyFigure(input: MeasureInput): Figure {
  const efficiency = flowEfficiency.measure(input);
  if (efficiency.status !== 'measured') return unknown('was work', efficiency.reason);
  const left = efficiency.excluded.length === 0 ? '' : ` · ${efficiency.excluded.length} left out`;
  return { figure: `${Math.round(efficiency.value * 100)} %`, unit: 'was work', note: `n ${efficiency.n}${left}` };
}

function loadFigure(input: MeasureInput): Figure {
  const load = flowLoad.measure(input);
  if (load.status !== 'measured') return unknown('items in process', load.reason);
  return {
    figure: String(load.value.atEnd),
    unit: 'items in process',
    note: `${load.value.average.toFixed(1)} on average`,
  };
}

function distributionFigure(input: MeasureInput): Figure {
  const shares = flowDistribution.measure(input);
  if (shares.status !== 'measured') return unknown('features', shares.reason);
  const { feature, defect, risk, debt, unmapped } = shares.value.velocity;
  const rest = [
    `${Math.round(defect * 100)} % defects`,
    `${Math.round(risk * 100)} % risks`,
    `${Math.round(debt * 100)} % debt`,
    ...(unmapped > 0 ? [`${Math.round(unmapped * 100)} % unmapped`] : []),
  ];
  return { figure: `${Math.round(feature * 100)} %`, unit: 'features', note: `n ${shares.n} · ${rest.join(' · ')}` };
}
