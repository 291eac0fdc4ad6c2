import type { Reading } from '../reading.ts';
import { isGiven } from '../reading.ts';
import { finding, type Rule } from './rule.ts';

/** The words behind "so that", without the full stop; empty without. Source: methods.md 5.2. */
export function purposeText({ line, lead }: Reading): string {
  if (lead === null || lead.purpose === null || lead.purpose >= line.length) return '';
  const [start, end] = line.span(lead.purpose, line.length);
  return line.text
    .slice(start, end)
    .replaceAll(/\s+/g, ' ')
    .replace(/[.;,]$/, '')
    .trim();
}

function hasLevels({ main, fields, hasBaseline, direction }: Reading): boolean {
  const isChanged = hasBaseline && main !== null && main.change !== null && direction !== null;
  return isChanged || (hasBaseline && (isGiven(fields.target) || (main?.target ?? null) !== null));
}

/** OUTPUT-LED: begins with what will be made; a warning where a real from-to stands in it. Source: methods.md 5.2. */
export const outputLed: Rule = {
  code: 'OUTPUT-LED',
  find: (reading) => {
    const { lead, line } = reading;
    if (lead === null) return [];
    const purpose = purposeText(reading);
    const span = line.span(lead.first, lead.last);
    if (hasLevels(reading)) {
      return finding(
        'OUTPUT-LED',
        'WARN',
        span,
        'It begins with what will be made. The outcome is what changes by it: begin with that, and keep the solution open.',
        purpose,
      );
    }
    return finding(
      'OUTPUT-LED',
      'FAIL',
      span,
      'It says what will be made, not what will be different for somebody. Name the measure that moves, and from where to where.',
      purpose === '' ? '… so that [measure] goes from … to …' : `${purpose}, from … to …`,
    );
  },
};

/** ACTIVITY-METRIC: counts the team's own output. Source: methods.md 5.2. */
export const activityMetric: Rule = {
  code: 'ACTIVITY-METRIC',
  find: ({ line, activity, metricName }) => {
    if (activity === null) return [];
    const isInText = activity.last <= line.length && (metricName === null || line.text.includes(metricName));
    return finding(
      'ACTIVITY-METRIC',
      'FAIL',
      isInText ? line.span(activity.first, activity.last) : [0, line.text.length],
      'This counts what the team does, which can rise while nobody is better off. Ask what it is done for, and measure that.',
      'contacts per customer, time until an answer, the share of people who succeed',
    );
  },
};

/** INDIVIDUAL: one person is measured. Source: methods.md 5.2. */
export const individual: Rule = {
  code: 'INDIVIDUAL',
  find: ({ line, individual: found }) =>
    found === null
      ? []
      : finding(
          'INDIVIDUAL',
          'FAIL',
          line.span(found.first, found.last),
          'This measures one person. An outcome is about those who gain from the work, or about the whole system of work.',
          'measure the whole: for example the time until any customer has an answer',
        ),
};

/** CIRCULAR: a share of the own scope. Source: methods.md 5.2. */
export const circular: Rule = {
  code: 'CIRCULAR',
  find: ({ line, circular: found }) =>
    found === null
      ? []
      : finding(
          'CIRCULAR',
          'FAIL',
          line.span(found.first, found.last),
          'This measures how much of the plan is done, so it is met by doing the plan. Say what the plan should change.',
          'so that [measure] goes from … to …',
        ),
};
