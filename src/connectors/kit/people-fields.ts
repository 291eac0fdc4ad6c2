/** Fields that hold people or what people wrote; they are never read, also when asked for. */
const NEVER = new Set([
  'assignee',
  'assigned to',
  'assignees',
  'reporter',
  'creator',
  'created by',
  'author',
  'updateauthor',
  'owner',
  'watches',
  'watchers',
  'votes',
  'voters',
  'comment',
  'comments',
  'worklog',
  'description',
  'attachment',
]);

/** Whether a field is one that holds people. */
export function holdsPeople(name: string): boolean {
  return NEVER.has(name.trim().toLowerCase().replaceAll('_', ' '));
}
