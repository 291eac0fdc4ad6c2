// Argo CD (a notification that holds the application as JSON) to the push API: a sync.
// Reads the body of a notification from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const STATUSES = {
  Running: 'running',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Error: 'failed',
  Terminating: 'cancelled',
};
const { app } = JSON.parse(readFileSync(0, 'utf8'));
const operation = app.status?.operationState;

/** Everything that is passed on; who began the sync is not among it. */
function push() {
  const { name, labels = {} } = app.metadata;
  const source = app.spec.source ?? app.spec.sources?.[0];
  return {
    deployment: [
      {
        id: `${name}@${operation.startedAt}`,
        application: name,
        repo: repoOf(source?.repoURL),
        environment: labels.environment ?? 'production',
        sha: shaOf(operation.syncResult?.revision ?? operation.syncResult?.revisions?.[0]),
        status: STATUSES[operation.phase] ?? 'unknown',
        startedAt: operation.startedAt,
        finishedAt: operation.finishedAt,
      },
    ],
  };
}

/** A revision may also be the version of a chart: that is no commit. */
function shaOf(revision = '') {
  return /^[0-9a-f]{7,64}$/i.test(revision) ? revision : undefined;
}

/** owner/name of an address of a repository, over https or ssh. */
function repoOf(address = '') {
  return /[:/]([^:/]+\/[^:/]+?)(?:\.git)?\/?$/.exec(address)?.[1];
}

console.log(JSON.stringify(operation?.startedAt ? push() : {}));
