import type { MeasureReport } from '../app/measure-histories.ts';
import { count, dayInWords } from '../app/words.ts';
import { metricOf } from '../flow/metrics/index.ts';

const DAY_SECONDS = 86_400;

/** A report for the terminal: a line a measure, then the modelling problems. The whole is in `--json`. */
export function measureInWords(report: MeasureReport): string {
  const lines = [
    `${report.stream.name}, ${dayInWords(report.window.from)} up to ${dayInWords(report.window.to)} (${report.stream.timeZone}), as of ${report.window.asOf}`,
    '',
  ];
  for (const [id, measure] of Object.entries(report.metrics)) {
    const metric = metricOf(id);
    const name = (metric?.name ?? id).padEnd(28);
    if (measure.status === 'unmeasurable') {
      lines.push(`${name}cannot be known: ${measure.reason}`);
      continue;
    }
    const left = measure.excluded.length === 0 ? '' : `, ${measure.excluded.length} left out`;
    lines.push(`${name}${shown(measure.value, measure.unit ?? metric?.unit ?? '')}  (n ${measure.n}${left})`);
  }
  lines.push('', `${count(report.items.length, 'flow item')} as of then.`);
  if (report.problems.length > 0) {
    lines.push('', 'What may make figures doubtful:');
    for (const problem of report.problems) lines.push(`  ${problem.problem} (${problem.count}): ${problem.advice}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Keys that hold seconds: percentiles and means of durations, and those that say so. */
function isDuration(key: string, unit: string): boolean {
  return key.endsWith('Seconds') || (unit === 'seconds' && /^(p\d+|mean)$/.test(key));
}

/** Plain values as they are; of larger ones the figures at the top and one level below, durations in days. */
function shown(value: unknown, unit: string): string {
  if (typeof value === 'number') return figure(value, unit);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return count(value.length, 'row');
  return Object.entries(value)
    .flatMap(([key, one]) => {
      if (one === null) return [`${key} unknown`];
      if (typeof one === 'number') return [`${key} ${figure(one, isDuration(key, unit) ? 'seconds' : '')}`];
      if (typeof one === 'string' || typeof one === 'boolean') return [`${key} ${String(one)}`];
      return isFlat(one) ? [`${key} (${shown(one, key.endsWith('Seconds') ? 'seconds' : '')})`] : [];
    })
    .join(', ');
}

/** An object of a few plain values, such as the counts of each kind. */
function isFlat(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => typeof one === 'number');
}

function figure(value: number, unit: string): string {
  if (unit === 'seconds') return `${(value / DAY_SECONDS).toFixed(1)} d`;
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 1 ? 3 : 1);
}
