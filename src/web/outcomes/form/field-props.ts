import type { OutcomeBody } from '../../../outcomes/outcome.ts';

/** What every part of the form is given. */
export interface FieldProps {
  readonly body: OutcomeBody;
  readonly set: (part: Partial<OutcomeBody>) => void;
  /** What is wrong with single fields, by name. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Text that is not there is null. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}
