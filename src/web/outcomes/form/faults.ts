import { type OutcomeBody, outcomeBody } from '../../../outcomes/outcome.ts';

/** What must be mended before an outcome can be saved, by field. */
export function faultsOf(body: OutcomeBody, isFailing: boolean): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  if (body.statement.trim() === '') faults.set('statement', 'Say in one sentence what should be different.');
  if (body.title.trim() === '') faults.set('title', 'Give it a few words by which it is found again.');
  if (isFailing && body.override === null) {
    faults.set('override', 'Mend the sentence, or say why it stands all the same.');
  }
  const read = outcomeBody.safeParse(body);
  for (const { path, message } of read.error?.issues ?? []) {
    const name = String(path[0] ?? 'statement');
    if (!faults.has(name)) faults.set(name, `${message.charAt(0).toUpperCase()}${message.slice(1)}`);
  }
  return faults;
}
