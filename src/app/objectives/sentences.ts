import type { CycleRow, DueCheckIn, ObjectiveRow } from '../../api/objectives.ts';
import type { Sentence } from '../../api/view.ts';
import { count, dayInWords, percent } from '../words.ts';

/** What a colleague would say of all objectives in open cycles. */
export function treeSentence(
  cycles: readonly CycleRow[],
  objectives: readonly ObjectiveRow[],
  due: readonly DueCheckIn[],
): Sentence {
  if (cycles.length === 0) {
    return [
      {
        text: 'No objective is stated yet. Begin with a cycle, such as a quarter, and one sentence that people want to come true.',
      },
    ];
  }
  const openIds = new Set(cycles.filter(({ body }) => body.state === 'open').map(({ id }) => id));
  const open = objectives.filter(({ body }) => openIds.has(body.cycle));
  const keyResults = open.flatMap((one) => one.keyResults);
  if (open.length === 0) return [{ text: 'No objective stands in an open cycle.' }];
  const known = keyResults.filter(({ progress }) => progress !== null).length;
  const orphans = open.filter((one) => one.isOrphan).length;
  const late = cycles.filter(({ body, today }) => body.state === 'open' && body.to <= today);
  return [
    {
      text: `${count(open.length, 'objective')} ${open.length === 1 ? 'is' : 'are'} open with ${count(keyResults.length, 'key result')}. `,
    },
    {
      text:
        keyResults.length === 0
          ? ''
          : `Where ${known === keyResults.length ? 'all of them stand' : `${known} of them stand${known === 1 ? 's' : ''}`} is known`,
    },
    ...overdueWords(due, keyResults.length),
    {
      text:
        orphans === 0
          ? ''
          : ` ${count(orphans, 'objective')} below the organisation ${orphans === 1 ? 'names' : 'name'} no key result above.`,
    },
    ...late.map(({ body }) => ({
      text: ` ${body.name} ended on ${dayInWords(lastDay(body.to))} and waits to be closed.`,
      isSignal: true,
    })),
  ].filter(({ text }) => text !== '');
}

function overdueWords(due: readonly DueCheckIn[], keyResults: number): Sentence {
  if (keyResults === 0) return [];
  const overdue = due.filter(({ state }) => state === 'overdue').length;
  if (overdue === 0) return [{ text: '; no check-in is overdue.' }];
  return [
    { text: '; ' },
    { text: `${count(overdue, 'check-in')} ${overdue === 1 ? 'is' : 'are'} overdue`, isSignal: true },
    { text: '.' },
  ];
}

/** What a colleague would say of who is to check in. */
export function dueSentence(due: readonly DueCheckIn[]): Sentence {
  const of = (state: DueCheckIn['state']): number => due.filter((one) => one.state === state).length;
  if (due.length === 0) return [{ text: 'No check-in is due: no open cycle has a key result.' }];
  const overdue = of('overdue');
  return [
    { text: `${count(of('due'), 'check-in')} ${of('due') === 1 ? 'is' : 'are'} due, ` },
    { text: overdue === 0 ? 'none is overdue' : `${overdue} overdue`, isSignal: overdue > 0 },
    { text: `, and ${of('coming')} will come.` },
  ];
}

/** What a colleague would say of one objective. */
export function objectiveSentence(row: ObjectiveRow, cycle: CycleRow): Sentence {
  const { progress, known, of, leastConfidence, score, isMet, body } = row;
  const words = [`${body.title.replace(/[.!?]?$/, '.')} `];
  if (cycle.body.state === 'closed') {
    words.push(
      score === null
        ? `${cycle.body.name} is closed; ${isMet === false ? 'a committed key result fell short, so it was not met.' : 'how it ended is not known.'}`
        : `${cycle.body.name} closed with a score of ${score.toFixed(2)}: ${isMet === true ? 'met' : 'not met'}.`,
    );
    return [{ text: words.join('') }];
  }
  if (of === 0) words.push('It has no key result yet.');
  else if (progress === null)
    words.push(`Where its ${count(of, 'key result')} ${of === 1 ? 'stands' : 'stand'} is not known.`);
  else words.push(`It has come ${percent(progress)} of the way, going by ${known} of ${count(of, 'key result')}.`);
  if (leastConfidence !== null) words.push(` The least sure one is held ${percent(leastConfidence)} likely.`);
  return [{ text: words.join('') }];
}

/** What a colleague would say of a cycle. */
export function cycleSentence({ body, objectives, report, today }: CycleRow): Sentence {
  const span = `${body.name}, ${dayInWords(body.from)} to ${dayInWords(lastDay(body.to))}`;
  if (report !== null) {
    const { met, notMet, unknown, share } = report;
    const beside = unknown === 0 ? '' : ` How ${count(unknown, 'objective')} ended is not known.`;
    if (share === null) return [{ text: `${span}, is closed.${beside}` }];
    return [
      {
        text: `${span}: ${met} of ${count(met + notMet, 'objective')} ${met === 1 || met + notMet === 1 ? 'was' : 'were'} met (${percent(share)}).${beside}`,
      },
    ];
  }
  const holds = `holds ${count(objectives, 'objective')}`;
  if (today < body.to) return [{ text: `${span}, ${holds}.` }];
  return [{ text: `${span}, ${holds}. ` }, { text: 'It is over and waits to be closed.', isSignal: true }];
}

function lastDay(to: string): string {
  return new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
