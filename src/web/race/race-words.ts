import type { KindOrUnmapped } from '../../flow/facts.ts';
import { formatCount, formatDaysWords, formatShare, kindCount } from '../format.ts';
import type { RaceData, RaceStep } from './race-data.ts';
import { wrapName } from './race-layout.ts';

/** What a screen reader says of a step: everything that the picture shows of it. */
export function describeStep(data: RaceData, index: number): string {
  const step = data.steps[index];
  if (step === undefined) return '';
  const said = [`${step.name}: ${formatCount(step.load, 'item')} ${STATE_WORDS[step.state]}`];
  if (step.limit !== null) said.push(isOver(step) ? `over its limit of ${step.limit}` : `limit ${step.limit}`);
  if (step.medianSeconds !== null) said.push(`median visit ${formatDaysWords(step.medianSeconds)}`);
  if (step.share !== null) said.push(`${formatShare(step.share)} of time in process`);
  if (step.state === 'active' && step.waitingPart >= 0.01) {
    said.push(`${formatShare(step.waitingPart)} of that waiting or blocked`);
  }
  if (data.waitsLongest === index) said.push('work waits longest here');
  if (data.constraint === index) said.push('the constraint');
  return said.join(', ');
}

const STATE_WORDS: Readonly<Record<RaceStep['state'], string>> = {
  new: 'not yet committed',
  waiting: 'waiting',
  active: 'in work',
};

/** The picture in one breath, for those who do not see it. */
export function describeRace(data: RaceData): string {
  const load = data.steps.reduce((sum, step) => sum + (step.state === 'new' ? 0 : step.load), 0);
  const said = [
    `The stream from idea to customer in ${data.steps.length} steps, ${formatCount(load, 'item')} in process`,
  ];
  const longest = data.waitsLongest === null ? undefined : data.steps[data.waitsLongest];
  if (longest !== undefined) said.push(`work waits longest in ${longest.name}`);
  const constraint = data.constraint === null ? undefined : data.steps[data.constraint];
  said.push(constraint === undefined ? 'no clear constraint' : `the constraint is ${constraint.name}`);
  said.push(`${data.mouth.heading}: ${formatCount(data.mouth.total, 'item')}`);
  return `${said.join('; ')}.`;
}

export function describeReturn(data: RaceData, from: number, to: number, count: number): string {
  return `${formatCount(count, 'return')} from ${data.steps[from]?.name ?? ''} to ${data.steps[to]?.name ?? ''}`;
}

export function describeMouth(data: RaceData, kind: KindOrUnmapped | null): string {
  if (kind === null) return `${data.mouth.heading}: ${formatCount(data.mouth.total, 'item')}`;
  return `${data.mouth.heading}: ${kindCount(kind, data.mouth.byKind[kind])}`;
}

export function isOver(step: RaceStep): boolean {
  return step.limit !== null && step.load > step.limit;
}

interface Above {
  readonly text: string;
  readonly isAsk: boolean;
}

/** Words above a channel, from the top: where work waits longest, the limit, what is blocked. */
export function aboveLines(data: RaceData, index: number, letters = 99): readonly Above[] {
  const step = data.steps[index];
  if (step === undefined) return [];
  const lines: Above[] = [];
  if (step.limit !== null) {
    const said = isOver(step) ? `over its limit of ${step.limit}` : `limit ${step.limit}`;
    for (const text of wrapName(said, letters)) lines.push({ text, isAsk: false });
  }
  if (data.waitsLongest === index) {
    for (const text of wrapName('work waits longest here', letters)) lines.push({ text, isAsk: true });
  }
  return lines;
}
