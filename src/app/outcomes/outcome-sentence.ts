import type { OutcomePage } from '../../api/outcomes.ts';
import type { Sentence } from '../../api/view.ts';
import { daysBetween } from '../../flow/calendar.ts';
import { count, dayInWords } from '../words.ts';
import type { DayValue } from './metric-series.ts';
import { type OutcomeState, outcomeRowOf, verdictOf } from './outcome-book.ts';

const VERDICTS: Readonly<Record<string, string>> = {
  REALISED: 'It was realised',
  'PARTLY-REALISED': 'It was partly realised',
  'NO-WORTHWHILE-EFFECT': 'It made no difference worth having',
  HARM: 'It did harm',
  INCONCLUSIVE: 'Whether it did anything cannot be told',
  'NOT-ASSESSABLE': 'It cannot be assessed',
};

/** A verdict as a colleague would say it. */
export function verdictInWords(verdict: string): string {
  return VERDICTS[verdict] ?? verdict;
}

/** A figure with its unit, with no more digits than it needs. */
export function figureInWords(value: number, unit: string | null): string {
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  const figure = value.toLocaleString('en', { maximumFractionDigits: digits });
  return unit === null || unit === '' ? figure : `${figure} ${unit}`;
}

/** What was promised, what happened, how sure we are. */
export function outcomeSentence(
  state: OutcomeState,
  values: readonly DayValue[],
  evaluated: OutcomePage['evaluated'],
): Sentence {
  return [
    { text: `${promise(state)} ${happened(state, values)} ` },
    { text: `${certain(state, evaluated)} ` },
    { text: next(state) },
  ].filter(({ text }) => text.trim() !== '');
}

function promise(state: OutcomeState): string {
  const { metricName, baseline, target, unit, by } = outcomeRowOf(state);
  const until = by === null ? '' : ` by ${dayInWords(by)}`;
  if (metricName === null || target === null) return `${state.promised.body.statement.trim().replace(/[.!]?$/, '.')}`;
  const name = metricName.charAt(0).toUpperCase() + metricName.slice(1);
  const from = baseline === null ? '' : `from ${figureInWords(baseline, null)} `;
  return `${name} should go ${from}to ${figureInWords(target, unit)}${until}.`;
}

function happened(state: OutcomeState, values: readonly DayValue[]): string {
  const { unit } = outcomeRowOf(state);
  const last = values.at(-1);
  if (state.deliveredOn === null) {
    return state.startedOn === null ? 'The work has not begun.' : `The work began on ${dayInWords(state.startedOn)}.`;
  }
  if (last === undefined || last.day < state.deliveredOn) {
    return `It was delivered on ${dayInWords(state.deliveredOn)}; no value since then is known.`;
  }
  return `It was delivered on ${dayInWords(state.deliveredOn)}, and stood at ${figureInWords(last.value, unit)} on ${dayInWords(last.day)}.`;
}

function certain(state: OutcomeState, evaluated: OutcomePage['evaluated']): string {
  const { verdict, grade } = verdictOf(state);
  if (verdict !== null) return `${verdictInWords(verdict)}${grade === null ? '' : ` (evidence of grade ${grade})`}.`;
  if (state.deliveredOn === null) return '';
  if (evaluated === null) return 'What it did cannot be told yet.';
  return evaluated.evaluation.sentence;
}

function next(state: OutcomeState): string {
  const review = state.due.find((one) => one.state !== 'held');
  if (review === undefined) return '';
  const months = review.look === 1 ? 'one-month' : review.look === 3 ? 'three-month' : 'six-month';
  const days = daysBetween(state.today, review.dueOn);
  if (days > 0) return `The ${months} review is due in ${count(days, 'day')}.`;
  if (days === 0) return `The ${months} review is due today.`;
  return `The ${months} review has been due for ${count(-days, 'day')}.`;
}
