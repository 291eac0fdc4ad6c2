// Rally (webhook of changes) to the push API: stories, defects and features as work.
// Reads the body of a webhook from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const { message } = JSON.parse(readFileSync(0, 'utf8'));
/** `state` names each attribute by a UUID; its own name stands in it. */
const state = new Map(Object.values(message.state ?? {}).map((one) => [one.name, one.value]));

/** The text of an attribute; one that names another thing gives that thing's name. */
function textOf(name) {
  const value = state.get(name);
  const text = typeof value === 'object' && value !== null ? value.name : value;
  return text === null || text === undefined ? undefined : String(text);
}

/** Everything that is passed on; owners, submitters and the user of the transaction are not among it. */
function push() {
  return {
    work: [
      {
        item: textOf('FormattedID'),
        at: new Date(message.transaction.timestamp).toISOString(),
        status: textOf('ScheduleState') ?? textOf('State'),
        type: message.object_type,
        title: textOf('Name'),
        project: message.project?.name,
        blocked: state.get('Blocked') === true,
        created: textOf('CreationDate'),
      },
    ],
  };
}

console.log(JSON.stringify(state.has('FormattedID') && message.action !== 'Deleted' ? push() : {}));
