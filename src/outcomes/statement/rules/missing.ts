import { isGiven } from '../reading.ts';
import { countsOwnWork, finding, metricSpan, type Rule } from './rule.ts';

/** NO-METRIC: nothing that could be counted. Source: methods.md 5.2. */
export const noMetric: Rule = {
  code: 'NO-METRIC',
  find: (reading) => {
    if (reading.metricName !== null || countsOwnWork(reading)) return [];
    return finding(
      'NO-METRIC',
      'FAIL',
      reading.line.span(0, reading.line.length),
      'Nothing here can be counted. Name what will be measured, such as a share of people who do something, a time, or a number of events.',
      'the share of new users who finish setting up within a week',
    );
  },
};

/** NO-DIRECTION: neither a word nor a pair of figures says which way. Source: methods.md 5.2. */
export const noDirection: Rule = {
  code: 'NO-DIRECTION',
  find: (reading) => {
    if (reading.direction !== null || countsOwnWork(reading)) return [];
    const name = reading.metricName;
    return finding(
      'NO-DIRECTION',
      'FAIL',
      metricSpan(reading),
      'It does not say which way is wanted. Say raise or lower, at least or at most, or give a from and a to.',
      name === null ? '' : `raise (or lower) ${name} from … to …`,
    );
  },
};

/** NO-TARGET: neither a level nor a size of change. Source: methods.md 5.2. */
export const noTarget: Rule = {
  code: 'NO-TARGET',
  find: (reading) => {
    if (reading.hasTarget || countsOwnWork(reading)) return [];
    const from = isGiven(reading.fields.baseline) ? String(reading.fields.baseline) : baselineText(reading);
    return finding(
      'NO-TARGET',
      'FAIL',
      metricSpan(reading),
      'No figure says when it is reached. Give the level to reach, or how large the change should be.',
      `from ${from} to …`,
    );
  },
};

function baselineText(reading: Parameters<Rule['find']>[0]): string {
  const baseline = reading.main?.baseline ?? null;
  if (baseline === null) return '…';
  const [start, end] = reading.line.span(baseline.first, baseline.last);
  return reading.line.text.slice(start, end);
}
