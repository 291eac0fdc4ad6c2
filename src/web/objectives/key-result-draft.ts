import type { KeyResultBody, OwnKeyResultBody } from '../../outcomes/objectives/key-result.ts';

/** A key result as it is typed. */
export interface KeyResultDraft {
  readonly title: string;
  readonly direction: KeyResultBody['direction'];
  readonly baseline: number | null;
  readonly target: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly owner: string;
  readonly by: string;
  readonly commitment: KeyResultBody['commitment'];
  readonly metric: string;
  readonly outcome: string;
}

export const EMPTY_KEY_RESULT: KeyResultDraft = {
  title: '',
  direction: 'up',
  baseline: null,
  target: null,
  low: null,
  high: null,
  unit: '',
  owner: '',
  by: '',
  commitment: 'aspirational',
  metric: '',
  outcome: '',
};

export function draftOf(body: KeyResultBody): KeyResultDraft {
  const { title, direction, baseline, target, band, unit, commitment } = body;
  return {
    title,
    direction,
    baseline,
    target,
    low: band?.low ?? null,
    high: band?.high ?? null,
    unit,
    commitment,
    owner: body.owner ?? '',
    by: body.by ?? '',
    metric: body.metric ?? '',
    outcome: body.outcome ?? '',
  };
}

/** What the form says, as the server keeps it. A figure that belongs to another direction is left out. */
export function ownBodyOf(draft: KeyResultDraft, before: Pick<KeyResultBody, 'carriedFrom'> | null): OwnKeyResultBody {
  const { title, direction, baseline, target, low, high, unit, commitment } = draft;
  const isKept = direction === 'maintain';
  return {
    title: title.trim(),
    direction,
    baseline: isKept ? null : baseline,
    target: isKept ? null : target,
    band: isKept && (low !== null || high !== null) ? { low, high } : null,
    unit: unit.trim(),
    commitment,
    owner: orNull(draft.owner),
    by: orNull(draft.by),
    metric: orNull(draft.metric),
    outcome: orNull(draft.outcome),
    carriedFrom: before?.carriedFrom ?? null,
    score: null,
    scoreNote: '',
  };
}

export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** Empty lines of a form that nobody wrote into are no key results. */
export function isBegun(draft: KeyResultDraft): boolean {
  return draft.title.trim() !== '' || draft.target !== null || draft.baseline !== null || draft.outcome !== '';
}
