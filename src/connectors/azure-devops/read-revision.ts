import { z } from 'zod';
import { instantOf } from '../kit/instant.ts';
import type { ItemState, KeptItem } from './kept.ts';

/** The fields that are read of every revision; none of them holds a person. */
export const OWN_FIELDS = [
  'System.Title',
  'System.State',
  'System.Reason',
  'Microsoft.VSTS.Common.ResolvedReason',
  'System.WorkItemType',
  'System.TeamProject',
  'System.Parent',
  'System.AreaPath',
  'System.IterationPath',
  'System.IterationId',
  'System.Tags',
  'System.CreatedDate',
  'System.ChangedDate',
] as const;

export const revisionShape = z.object({
  id: z.number(),
  rev: z.number(),
  fields: z.record(z.string(), z.unknown()),
});

export type RevisionRow = z.infer<typeof revisionShape>;

/** A revision cut down to what is kept; which category its state belongs to is not known yet. */
export interface Revision {
  readonly rev: number;
  readonly at: number;
  readonly createdAt: number;
  readonly fields: Omit<ItemState, 'category' | 'reason'> & {
    readonly reason: string | null;
    readonly resolvedReason: string | null;
  };
}

/** null: the row has no instant, and cannot be put in order. */
export function readRevision({ rev, fields }: RevisionRow, further: readonly string[]): Revision | null {
  const at = instantIn(fields['System.ChangedDate']);
  if (at === null) return null;
  const iterationId = fields['System.IterationId'];
  const parent = fields['System.Parent'];
  return {
    rev,
    at,
    createdAt: instantIn(fields['System.CreatedDate']) ?? at,
    fields: {
      title: textIn(fields['System.Title']) ?? '',
      state: textIn(fields['System.State']),
      type: textIn(fields['System.WorkItemType']),
      reason: textIn(fields['System.Reason']),
      resolvedReason: textIn(fields['Microsoft.VSTS.Common.ResolvedReason']),
      project: textIn(fields['System.TeamProject']),
      parent: typeof parent === 'number' ? parent : null,
      area: textIn(fields['System.AreaPath']),
      iteration: textIn(fields['System.IterationPath']),
      iterationId: typeof iterationId === 'number' ? String(iterationId) : textIn(iterationId),
      tags: tagsIn(fields['System.Tags']),
      further: furtherIn(fields, further),
    },
  };
}

/** The category of a state of a type in a project. */
export type CategoryOf = (project: string | null, type: string | null, state: string | null) => string | null;

/** An item of its revisions, in whatever order they came; null where there is none. */
export function itemOf(
  id: number,
  revisions: readonly Revision[],
  categoryOf: CategoryOf,
  urlOf: (id: number, project: string | null) => string,
): KeptItem | null {
  const inOrder = revisions.toSorted((one, other) => one.rev - other.rev);
  const [begin] = inOrder;
  if (begin === undefined) return null;
  const first = stateOf(begin, categoryOf);
  const changes: KeptItem['changes'] = [];
  let before = first;
  for (const revision of inOrder) {
    const after = stateOf(revision, categoryOf);
    const fields = differenceOf(before, after);
    if (Object.keys(fields).length > 0) changes.push({ rev: revision.rev, at: revision.at, fields });
    before = after;
  }
  return {
    kind: 'item',
    id,
    url: urlOf(id, before.project),
    createdAt: begin.createdAt,
    first: { rev: begin.rev, at: begin.at, fields: first },
    changes,
  };
}

/** Why it is done or removed: only there the reason says how the item ended. */
function stateOf({ fields }: Revision, categoryOf: CategoryOf): ItemState {
  const { resolvedReason, reason, ...others } = fields;
  const category = categoryOf(fields.project, fields.type, fields.state);
  const isEnded = category === 'Completed' || category === 'Removed';
  return { ...others, category, reason: isEnded ? (resolvedReason ?? reason) : null };
}

function differenceOf(before: ItemState, after: ItemState): Partial<ItemState> {
  const held: Readonly<Record<string, unknown>> = before;
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(held[key])),
  );
}

function furtherIn(fields: RevisionRow['fields'], names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = fields[name];
    // An account is an object, or a text with an address in angle brackets; neither is ever kept.
    if (typeof value === 'string' && value !== '' && !/<[^>]*>/.test(value)) found[name] = value;
    else if (typeof value === 'number' || typeof value === 'boolean') found[name] = String(value);
  }
  return found;
}

function tagsIn(value: unknown): string[] {
  const texts = textIn(value)?.split(';') ?? [];
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function instantIn(value: unknown): number | null {
  return typeof value === 'string' ? instantOf(value) : null;
}
