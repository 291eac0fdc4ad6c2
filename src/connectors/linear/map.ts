import type { Mapped } from '../kit/live-source.ts';
import type { StatusCategory } from '../kit/record.ts';
import { type KeptState, keptThing } from './kept.ts';
import { issueHistory } from './map-issue.ts';

/** Pure: what a kept record says. */
export function mapLinear(payload: string, source: string): readonly Mapped[] {
  const thing = keptThing.parse(JSON.parse(payload));
  if (thing.kind === 'issue')
    return [
      { kind: 'item', history: issueHistory(thing, source), categories: thing.states.map(categoryOf), types: [] },
    ];
  return [
    {
      kind: 'delivery',
      record: {
        kind: 'iteration',
        id: thing.id,
        name: thing.name,
        of: thing.team,
        startAt: thing.startAt,
        endAt: thing.endAt,
        completedAt: thing.completedAt,
      },
    },
  ];
}

/** Linear’s types of states, as the categories that suggestions know. */
const CATEGORIES: Readonly<Record<string, string>> = {
  triage: 'new',
  backlog: 'new',
  unstarted: 'new',
  started: 'indeterminate',
  completed: 'done',
  canceled: 'done',
  duplicate: 'done',
};

function categoryOf({ id, name, type }: KeptState): StatusCategory {
  return { id, name, category: type === null ? null : (CATEGORIES[type] ?? null) };
}
