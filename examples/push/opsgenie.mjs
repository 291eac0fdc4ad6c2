// Opsgenie (webhook integration) to the push API: an alert as an incident, and the work that it is.
// Reads the body of a webhook from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const STATUSES = { Create: 'open', Acknowledge: 'acknowledged', UnAcknowledge: 'open', Close: 'closed' };
const { action, alert } = JSON.parse(readFileSync(0, 'utf8'));

/** createdAt counts milliseconds, updatedAt nanoseconds. */
function instant(count) {
  return new Date(count > 1e16 ? Math.floor(count / 1e6) : count).toISOString();
}

/** Everything that is passed on; users, responders and recipients are not among it. */
function push() {
  const item = `OPS-${alert.tinyId}`;
  const created = instant(alert.createdAt);
  const at = action === 'Create' ? created : instant(alert.updatedAt);
  const application = alert.entity === '' ? undefined : alert.entity;
  return {
    work: [
      {
        item,
        at,
        status: STATUSES[action],
        type: 'Alert',
        title: alert.message,
        project: application,
        labels: alert.tags,
        created,
      },
    ],
    incident: [
      {
        id: alert.alertId,
        title: alert.message,
        application,
        openedAt: created,
        restoredAt: action === 'Close' ? at : undefined,
        item,
      },
    ],
  };
}

console.log(JSON.stringify(action in STATUSES ? push() : {}));
