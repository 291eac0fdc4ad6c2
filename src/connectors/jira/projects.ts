import type { Change } from '../../flow/history.ts';
import type { Happened } from './happened.ts';
import type { JiraKeyed } from './issue.ts';

export interface ProjectStory {
  readonly initial: string | null;
  readonly changes: readonly Change[];
}

/**
 * Projects by key. A move is logged as `Project` (ids and names) and `Key` (the item's keys before and after); the key of a
 * project is read from the item's key. Where only `Project` is logged, a project whose key is not known goes by its name.
 */
export function projectStory(happened: readonly Happened[], present: JiraKeyed | null): ProjectStory {
  const keys = new Map<string, string>();
  if (present !== null && present.id !== null) keys.set(present.id, present.key);
  const moves = movesOf(happened);
  for (const move of moves) {
    learn(keys, move.project?.from, projectOf(move.key?.from));
    learn(keys, move.project?.to, projectOf(move.key?.to));
  }
  const changes: Change[] = [];
  let initial: string | null | undefined;
  for (const { at, sequence, project, key } of moves) {
    const from = projectOf(key?.from) ?? named(keys, project?.from, project?.fromName);
    const to = projectOf(key?.to) ?? named(keys, project?.to, project?.toName);
    if (initial === undefined) initial = from;
    if (from !== to) changes.push({ at, sequence, field: 'project', to });
  }
  return { initial: initial ?? present?.key ?? null, changes };
}

interface ProjectMove {
  readonly at: number;
  readonly sequence: number;
  project: {
    readonly from: string | null;
    readonly fromName: string | null;
    readonly to: string | null;
    readonly toName: string | null;
  } | null;
  key: { readonly from: string | null; readonly to: string | null } | null;
}

/** The `Project` and `Key` items of one entry are one move. */
function movesOf(happened: readonly Happened[]): readonly ProjectMove[] {
  const moves: ProjectMove[] = [];
  for (const { at, sequence, item } of happened) {
    const field = item.field.toLowerCase();
    if (field !== 'project' && field !== 'key') continue;
    let move = moves[moves.length - 1];
    if (move === undefined || move.at !== at || move.sequence !== sequence) {
      move = { at, sequence, project: null, key: null };
      moves.push(move);
    }
    if (field === 'key') move.key = { from: item.fromString, to: item.toString };
    else move.project = { from: item.from, fromName: item.fromString, to: item.to, toName: item.toString };
  }
  return moves;
}

function projectOf(key: string | null | undefined): string | null {
  return /^(.+)-\d+$/.exec(key ?? '')?.[1] ?? null;
}

function learn(keys: Map<string, string>, id: string | null | undefined, key: string | null): void {
  if (id !== null && id !== undefined && key !== null && !keys.has(id)) keys.set(id, key);
}

function named(
  keys: ReadonlyMap<string, string>,
  id: string | null | undefined,
  name: string | null | undefined,
): string | null {
  return keys.get(id ?? '') ?? name ?? null;
}
