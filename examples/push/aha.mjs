// Aha! (activity webhook) to the push API: ideas, features, epics, initiatives and requirements as work.
// Reads the body of a webhook from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const WORK = ['idea', 'feature', 'epic', 'initiative', 'requirement'];
const { event, audit } = JSON.parse(readFileSync(0, 'utf8'));

/** What a field became, without marks of HTML; undefined where the activity did not touch it. */
function became(name) {
  const change = audit.changes.find((one) => one.field_name === name);
  if (change === undefined) return undefined;
  const text =
    String(change.value)
      .split(/&rarr;|→/)
      .at(-1) ?? '';
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}

/** Everything that is passed on; who did it, who it was assigned to and descriptions are not among it. */
function push() {
  const item = new URL(audit.auditable_url).pathname.split('/').at(-1);
  return {
    work: [
      {
        item,
        at: audit.created_at,
        status: became('Workflow status') ?? became('Status'),
        type: audit.auditable_type,
        title: became('Name'),
        project: item.split('-')[0],
      },
    ],
  };
}

const isWork = event === 'audit' && WORK.includes(audit.auditable_type) && audit.audit_action !== 'destroy';
const isTold = isWork && ['Workflow status', 'Status', 'Name'].some((name) => became(name) !== undefined);
console.log(JSON.stringify(isTold ? push() : {}));
