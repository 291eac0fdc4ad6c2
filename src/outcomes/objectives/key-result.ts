import { z } from 'zod';
import { day, figure, name, text } from './fields.ts';

/** What a key result asks of its measure: to rise, to fall, or to stay in a band. */
export const KEY_RESULT_DIRECTIONS = ['up', 'down', 'maintain'] as const;
export type KeyResultDirection = (typeof KEY_RESULT_DIRECTIONS)[number];

const bandBody = z
  .strictObject({ low: figure.nullable().default(null), high: figure.nullable().default(null) })
  .refine(({ low, high }) => low !== null || high !== null, 'a band has a lower or an upper edge')
  .refine(({ low, high }) => low === null || high === null || low <= high, 'the lower edge lies above the upper one');

/** From the lower to the upper edge, both inside; null: open on that side. */
export type Band = z.infer<typeof bandBody>;

const fields = z.strictObject({
  objective: name.min(1),
  title: name.min(1),
  /** The metric that it is read from; null: values are typed at each check-in. */
  metric: name.min(1).nullable().default(null),
  direction: z.enum(KEY_RESULT_DIRECTIONS),
  baseline: figure.nullable().default(null),
  target: figure.nullable().default(null),
  band: bandBody.nullable().default(null),
  unit: name.default(''),
  /** The day of the target; null: the end of the cycle. */
  by: day.nullable().default(null),
  owner: name.min(1).nullable().default(null),
  commitment: z.enum(['committed', 'aspirational']).default('aspirational'),
  /** The anticipated outcome that serves as this key result; it brings metric, baseline and target where none are named here. */
  outcome: name.min(1).nullable().default(null),
  carriedFrom: name.min(1).nullable().default(null),
  score: figure.min(0).max(1).nullable().default(null),
  scoreNote: text.default(''),
});

function requireSound(keyResult: Omit<z.infer<typeof fields>, 'objective'>, context: z.RefinementCtx): void {
  const { direction, baseline, target, band, outcome } = keyResult;
  const say = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message });
  };
  if (direction === 'maintain') {
    if (band === null) say('band', 'to maintain is to stay in a band; name its lower or upper edge');
    if (target !== null) say('target', 'a band stands in the place of a target; leave the target out');
    return;
  }
  if (band !== null) say('band', 'only what is maintained has a band; leave it out, or choose the direction maintain');
  if (target === null) {
    if (outcome === null) say('target', 'name the target: where it should stand');
    return;
  }
  const against = targetFault({ direction, baseline, target });
  if (against !== null) say('target', against);
}

/**
 * A key result as people state it. A field that is null is not said yet; nothing is assumed for it. There are no weights: each key
 * result of an objective counts the same. Units: `baseline`, `target` and `band` in `unit`; `score` 0 to 1, given when the cycle closes.
 * Edges: baseline = target is refused, and so is a target against the direction; a target may be missing only where an outcome brings its
 * own. Source: methods.md 6.1, 6.2, 6.3.
 */
export const keyResultBody = fields.superRefine(requireSound);
/** A key result that is stated together with its objective. Source: methods.md 6.3. */
export const ownKeyResultBody = fields.omit({ objective: true }).superRefine(requireSound);
export type OwnKeyResultBody = z.infer<typeof ownKeyResultBody>;
export type KeyResultBody = z.infer<typeof keyResultBody>;

/** Why a target cannot be measured against a baseline, in words, or null. Source: methods.md 6.1. */
export function targetFault({
  direction,
  baseline,
  target,
}: {
  readonly direction: 'up' | 'down';
  readonly baseline: number | null;
  readonly target: number;
}): string | null {
  if (baseline === null) return null;
  if (baseline === target) return 'the target equals the baseline, so nothing would change; name another';
  if (target > baseline === (direction === 'up')) return null;
  return `the target lies ${target > baseline ? 'above' : 'below'} the baseline, against the direction`;
}
