import { holdsPeople } from '../kit/people-fields.ts';

/** What the mapper reads of a change log, and which further fields were asked for. */
export interface WantedFields {
  /** As asked for: a name (`Severity`) or an id (`customfield_10042`, `priority`). */
  readonly further: readonly string[];
}

/** Change log fields of the mapper itself, in lower case. */
const READ = new Set([
  'status',
  'resolution',
  'issuetype',
  'summary',
  'labels',
  'component',
  'component/s',
  'components',
  'link',
  'issuelink',
  'parent',
  'parent issue',
  'issueparentassociation',
  'epic link',
  'project',
  'key',
  'flagged',
]);

/** The fields to read beside the usual ones. */
export function wantedFields(asked: readonly string[]): WantedFields {
  return { further: asked.filter((name) => !holdsPeople(name)) };
}

/** How a change log entry about this field is read: by the mapper itself, as a further field, or not at all. */
export function changeReading(wanted: WantedFields, field: string, fieldId: string | null): 'own' | 'further' | 'none' {
  if (READ.has(field) || READ.has(field.toLowerCase())) return 'own';
  if (wanted.further.length === 0 || holdsPeople(field)) return 'none';
  return wanted.further.some((name) => name === field || name === fieldId) ? 'further' : 'none';
}
