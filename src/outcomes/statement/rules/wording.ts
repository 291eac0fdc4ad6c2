import { deadlineOf } from '../parsed.ts';
import { isGiven, type Reading } from '../reading.ts';
import type { Finding } from '../statement.ts';
import { OPEN_ENDED, UNCLEAR } from '../words/measures.ts';
import { finding, metricSpan, type Rule } from './rule.ts';

/** The most words that a statement should have. */
const MOST_WORDS = 45;
/** More findings of one kind than this help nobody. */
const MOST_VAGUE = 3;

/** MANY-OUTCOMES: several metrics with figures of their own. Source: methods.md 5.2. */
export const manyOutcomes: Rule = {
  code: 'MANY-OUTCOMES',
  find: ({ movements, line }) => {
    const own = movements.filter((each) => each.target !== null || each.change !== null);
    const second = own[1];
    if (second === undefined) return [];
    const figures = [second.baseline, second.target, second.change].filter((each) => each !== null);
    return finding(
      'MANY-OUTCOMES',
      'WARN',
      line.span(Math.min(...figures.map((each) => each.first)), Math.max(...figures.map((each) => each.last))),
      'There is more than one outcome here, and one verdict cannot hold for both. State each by itself.',
      'split it here',
    );
  },
};

function isSoon(word: string): boolean {
  return word === 'soon' || word === 'asap';
}

function unclearAt(reading: Reading, at: number, today: string | null): boolean {
  const word = reading.line.lower(at);
  if (OPEN_ENDED.has(word)) return true;
  if (!UNCLEAR.has(word)) return false;
  const hasMetric = reading.metricName !== null && !reading.isBroad;
  if (isSoon(word)) return !isGiven(reading.fields.by) && deadlineOf(reading, today) === null;
  return !hasMetric || !reading.hasTarget;
}

/** VAGUE: a word that everybody would measure differently stands where metric, target or date should be. Source: methods.md 5.2. */
export const vague: Rule = {
  code: 'VAGUE',
  find: (reading, today) => {
    const { line, isBroad, metricName } = reading;
    const found: Finding[] = [];
    if (isBroad && metricName !== null) {
      const isField = isGiven(reading.fields.metric);
      found.push(
        ...finding(
          'VAGUE',
          'WARN',
          isField ? line.span(0, line.length) : metricSpan(reading),
          `"${metricName}" can be measured in many ways. Name the one that counts here.`,
          'a count, a time, a share of people, or a named score',
        ),
      );
    }
    for (let at = 0; at < line.length && found.length < MOST_VAGUE; at += 1) {
      if (!unclearAt(reading, at, today)) continue;
      found.push(
        ...finding(
          'VAGUE',
          'WARN',
          line.span(at, at + 1),
          `Two people could read "${line.at(at).text}" differently. Put a figure, a measure or a date in its place.`,
          isSoon(line.lower(at)) ? 'by the end of …' : 'from … to …',
        ),
      );
    }
    return found;
  },
};

/** LONG: more words than one can keep in mind. Source: methods.md 5.2. */
export const long: Rule = {
  code: 'LONG',
  find: ({ line }) => {
    const count = line.text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    if (count <= MOST_WORDS) return [];
    return finding(
      'LONG',
      'WARN',
      line.span(0, line.length),
      `The statement has ${count} words; up to ${MOST_WORDS} can be kept in mind. Leave reasons and solutions to the description.`,
      '[measure] goes from … to … by …, for …',
    );
  },
};
