import type { OutcomePage } from '../../api/outcomes.ts';
import type { Sentence } from '../../api/view.ts';
import { daysBetween } from '../../flow/calendar.ts';
import { isOpenReview } from '../../outcomes/review.ts';
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

const SO_FAR: Readonly<Record<string, string>> = {
  REALISED: 'it looks realised',
  'PARTLY-REALISED': 'it looks partly realised',
  'NO-WORTHWHILE-EFFECT': 'no worthwhile effect is to be seen',
  HARM: 'it looks like harm',
};

/** Where a part of the outcome's page leads that a word of the sentence speaks of. */
const opening = (part: 'effect' | 'sureness' | 'reviews') => ({ opens: { to: 'chart', chart: part } }) as const;

/** What was promised, what happened, how sure we are. */
export function outcomeSentence(
  state: OutcomeState,
  values: readonly DayValue[],
  evaluated: OutcomePage['evaluated'],
): Sentence {
  const said = [promise(state), happened(state, values), certain(state, evaluated), next(state)];
  return said
    .filter((parts) => parts.length > 0)
    .flatMap((parts, place): Sentence => (place === 0 ? parts : [{ text: ' ' }, ...parts]));
}

function promise(state: OutcomeState): Sentence {
  const { metricName, baseline, target, unit, by } = outcomeRowOf(state);
  const until = by === null ? '.' : ` by ${dayInWords(by)}.`;
  if (metricName === null || target === null) {
    return [{ text: state.promised.body.statement.trim().replace(/[.!]?$/, '.') }];
  }
  const name = metricName.charAt(0).toUpperCase() + metricName.slice(1);
  const change = unit?.endsWith('change') === true ? unit.replace(/ ?change$/, '') : null;
  if (change !== null) {
    const size = figureInWords(Math.abs(target), change);
    return [
      { text: `${name} should go ` },
      { text: `${target < 0 ? 'down' : 'up'} by ${size}`, ...opening('effect') },
      { text: until },
    ];
  }
  const from = baseline === null ? '' : `from ${figureInWords(baseline, null)} `;
  return [
    { text: `${name} should go ` },
    { text: `${from}to ${figureInWords(target, unit)}`, ...opening('effect') },
    { text: until },
  ];
}

function happened(state: OutcomeState, values: readonly DayValue[]): Sentence {
  const { unit } = outcomeRowOf(state);
  const last = values.at(-1);
  if (state.deliveredOn === null) {
    const said =
      state.startedOn === null ? 'The work has not begun.' : `The work began on ${dayInWords(state.startedOn)}.`;
    return [{ text: said }];
  }
  const delivered = `It was delivered on ${dayInWords(state.deliveredOn)}`;
  if (last === undefined || last.day < state.deliveredOn) {
    return [{ text: `${delivered}; no value since then is known.` }];
  }
  return [
    { text: `${delivered}, and stood at ` },
    { text: figureInWords(last.value, unit?.replace(/ ?change$/, '') ?? null), ...opening('effect') },
    { text: ` on ${dayInWords(last.day)}.` },
  ];
}

function certain(state: OutcomeState, evaluated: OutcomePage['evaluated']): Sentence {
  const { verdict, grade } = verdictOf(state);
  if (verdict !== null) {
    const isOpen = verdict === 'INCONCLUSIVE' || verdict === 'NOT-ASSESSABLE';
    const evidence = grade === null ? '.' : `${isOpen ? ' from' : ', with'} evidence of grade ${grade}.`;
    return [{ text: verdictInWords(verdict), ...opening('sureness') }, { text: evidence }];
  }
  if (state.deliveredOn === null) return [];
  const soFar = evaluated === null ? undefined : SO_FAR[evaluated.evaluation.verdict];
  const by = evaluated?.evaluation.grade === 'A' ? 'By its experiment ' : 'So far ';
  if (soFar !== undefined) return [{ text: by }, { text: soFar, ...opening('sureness') }, { text: '.' }];
  return [
    { text: 'Whether the release did it ' },
    { text: 'cannot be told yet', ...opening('sureness') },
    { text: '.' },
  ];
}

function next(state: OutcomeState): Sentence {
  const review = state.due.find(isOpenReview);
  if (review === undefined) return [];
  const months = review.look === 1 ? 'one-month' : review.look === 3 ? 'three-month' : 'six-month';
  const days = daysBetween(state.today, review.dueOn);
  if (days > 0) return [{ text: `The ${months} review is due in ${count(days, 'day')}.` }];
  const isSignal = review.state === 'overdue';
  const since = days === 0 ? 'is due today' : `has been due for ${count(-days, 'day')}`;
  return [{ text: `The ${months} review ` }, { text: since, isSignal, ...opening('reviews') }, { text: '.' }];
}
