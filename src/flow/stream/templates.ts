import { EPIC } from './templates/epic.ts';
import { type Form, inForm, type Sheet } from './templates/form.ts';
import { OBJECTIVE } from './templates/objective.ts';
import { STREAM_SHEET, STREAM_YAML } from './templates/stream.ts';

/** What a starting point can be printed for. */
export const TEMPLATES = ['stream', 'epic', 'objective'] as const;
type Template = (typeof TEMPLATES)[number];

/** How it can be written: a file, a page, or text to paste into a Jira description. */
export const TEMPLATE_FORMS = ['yaml', 'markdown', 'jira'] as const;

const SHEETS: Readonly<Record<Template, Sheet>> = { stream: STREAM_SHEET, epic: EPIC, objective: OBJECTIVE };

/**
 * A starting point to fill in: a stream's document, an epic with its anticipated outcome, or an objective with key results.
 * Throws a RangeError for a name or form that is none of the above. Source: methods.md 1, 5, 6.
 */
export function templateText(template: string, form: string): string {
  const name = TEMPLATES.find((one) => one === template);
  const kind: Form | undefined = TEMPLATE_FORMS.find((one) => one === form);
  if (name === undefined) throw new RangeError(`template: "${template}" is none of ${TEMPLATES.join(', ')}`);
  if (kind === undefined) throw new RangeError(`template: the form "${form}" is none of ${TEMPLATE_FORMS.join(', ')}`);
  return name === 'stream' && kind === 'yaml' ? STREAM_YAML : inForm(SHEETS[name], kind);
}
