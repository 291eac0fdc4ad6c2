import type { Stream } from './stream/compile.ts';
import type { State } from './stream/document.ts';

/** What the fold asks of a stream at every change, found once a stream. */
export interface FoldPlan {
  /** By step index. */
  readonly states: readonly State[];
  readonly hasBlockedStatuses: boolean;
  /** Whether events move items between steps, beside statuses. */
  readonly hasEvents: boolean;
  /** Further fields that rules of scope, level, kind or team read; a change of another one changes nothing that they say. */
  readonly ruleFields: ReadonlySet<string>;
  /** Those, and the flag. */
  readonly readFields: ReadonlySet<string>;
  readonly doesRestart: boolean;
}

const plans = new WeakMap<Stream, FoldPlan>();

/** The plan of a stream, made at the first asking. */
export function planOf(stream: Stream): FoldPlan {
  let plan = plans.get(stream);
  if (plan === undefined) {
    plan = makePlan(stream);
    plans.set(stream, plan);
  }
  return plan;
}

function makePlan({ document, steps, stepOfEvent }: Stream): FoldPlan {
  const rules = [...(document.items ?? []), ...document.levels, ...document.kinds, ...document.teams];
  const ruleFields = rules.flatMap((rule) => Object.keys(rule.field ?? {}));
  return {
    states: steps.map((step) => step.state),
    hasBlockedStatuses: document.blocked.statuses.length > 0,
    hasEvents: stepOfEvent.size > 0,
    ruleFields: new Set(ruleFields),
    readFields: new Set([...ruleFields, document.blocked.flag]),
    doesRestart: document.options.restartOnReturnToNew,
  };
}
