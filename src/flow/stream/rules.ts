import type { Fields } from '../history.ts';
import type { ScopeRule } from './document.ts';
import { remember, wordTest } from './words.ts';

/** What a rule may ask of an item. Every key that is given must hold; within a key any of its values will do. */
export type Matchers = Partial<ScopeRule>;

/** A condition beyond the item's type. */
type Condition = (fields: Fields, source: string) => boolean;

interface Rule<Answer> {
  readonly answer: Answer;
  readonly isType: ((type: string) => boolean) | null;
  readonly conditions: readonly Condition[];
}

/** The rules that can still hold once the type is known: the type is tested once a type, not once an item. */
type Candidates<Answer> = readonly Rule<Answer>[];

/**
 * The first rule that takes an item, as its answer; null when none does. Source: methods.md 1.1, 1.3 (first match wins).
 */
export function firstMatch<Answer>(
  rules: readonly { readonly matchers: Matchers; readonly answer: Answer }[],
): (fields: Fields, source: string) => Answer | null {
  const all = rules.map(
    ({ matchers, answer }): Rule<Answer> => ({
      answer,
      isType: matchers.type === undefined ? null : wordTest(matchers.type),
      conditions: conditionsOf(matchers),
    }),
  );
  const untyped = narrow(all, null);
  const asksForType = all.some((rule) => rule.isType !== null);
  const byType = asksForType ? remember((type) => narrow(all, type)) : () => untyped;
  return (fields, source) => {
    for (const rule of fields.type === null ? untyped : byType(fields.type)) {
      if (holdsAll(rule.conditions, fields, source)) return rule.answer;
    }
    return null;
  };
}

function holdsAll(conditions: readonly Condition[], fields: Fields, source: string): boolean {
  for (const condition of conditions) if (!condition(fields, source)) return false;
  return true;
}

/** Drops the rules that this type rules out, and all that stand behind one that is sure to hold. */
function narrow<Answer>(rules: readonly Rule<Answer>[], type: string | null): Candidates<Answer> {
  const kept: Rule<Answer>[] = [];
  for (const rule of rules) {
    if (rule.isType !== null && (type === null || !rule.isType(type))) continue;
    kept.push(rule);
    if (rule.conditions.length === 0) break;
  }
  return kept;
}

function conditionsOf(matchers: Matchers): readonly Condition[] {
  const conditions: Condition[] = [];
  const { source, project, parent, label, component, field } = matchers;
  if (source !== undefined) {
    const isSource = wordTest(source);
    conditions.push((_fields, from) => isSource(from));
  }
  if (project !== undefined) {
    const isProject = wordTest(project);
    conditions.push(({ project: held }) => held !== null && isProject(held));
  }
  if (parent !== undefined) {
    const isParent = wordTest(parent);
    conditions.push(({ parent: held }) => held !== null && isParent(held));
  }
  if (label !== undefined) {
    const isLabel = wordTest(label);
    conditions.push(({ labels }) => labels.some(isLabel));
  }
  if (component !== undefined) {
    const isComponent = wordTest(component);
    conditions.push(({ components }) => components.some(isComponent));
  }
  for (const [name, values] of Object.entries(field ?? {})) {
    const isValue = wordTest(values);
    conditions.push(({ custom }) => custom[name]?.some(isValue) ?? false);
  }
  return conditions;
}
