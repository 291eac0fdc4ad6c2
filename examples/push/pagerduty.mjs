// PagerDuty (webhooks v3) to the push API: an incident, and the work that it is.
// Reads the body of a webhook from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const { event } = JSON.parse(readFileSync(0, 'utf8'));
const told = ['incident.triggered', 'incident.acknowledged', 'incident.resolved', 'incident.reopened'];
const { data } = event;

/** Everything that is passed on; assignees, agents and responders are not among it. */
function push() {
  const item = `PD-${data.number}`;
  const application = data.service?.summary;
  return {
    work: [
      {
        item,
        at: event.occurred_at,
        status: data.status,
        type: 'Incident',
        title: data.title,
        project: application,
        created: data.created_at,
      },
    ],
    incident: [
      {
        id: data.id,
        title: data.title,
        application,
        openedAt: data.created_at,
        restoredAt: event.event_type === 'incident.resolved' ? event.occurred_at : undefined,
        item,
        url: data.html_url,
      },
    ],
  };
}

console.log(JSON.stringify(told.includes(event.event_type) ? push() : {}));
