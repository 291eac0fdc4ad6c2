// Jira Service Management (webhook of issues) to the push API: requests as work, incidents also as incidents.
// Reads the body of a webhook from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const { timestamp, webhookEvent, issue } = JSON.parse(readFileSync(0, 'utf8'));

/** Jira writes instants as 2026-03-05T09:00:00.000+0000. */
function instant(text) {
  return text ? text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : undefined;
}

/** Everything that is passed on; reporters, assignees, participants and comments are not among it. */
function push() {
  const { fields, key } = issue;
  const created = instant(fields.created);
  const work = {
    item: key,
    at: webhookEvent === 'jira:issue_created' ? created : new Date(timestamp).toISOString(),
    status: fields.status.name,
    type: fields.issuetype.name,
    title: fields.summary,
    project: fields.project.key,
    resolution: fields.resolution?.name ?? '',
    labels: fields.labels ?? [],
    components: (fields.components ?? []).map(({ name }) => name),
    created,
  };
  const incident = {
    id: issue.id,
    title: fields.summary,
    application: fields.components?.[0]?.name,
    openedAt: created,
    restoredAt: instant(fields.resolutiondate),
    item: key,
  };
  return { work: [work], incident: /incident/i.test(fields.issuetype.name) ? [incident] : [] };
}

const told = ['jira:issue_created', 'jira:issue_updated'];
console.log(JSON.stringify(told.includes(webhookEvent) ? push() : {}));
