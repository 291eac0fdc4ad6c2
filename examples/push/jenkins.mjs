// Jenkins (Notification plugin) to the push API: a run of a job that deploys.
// Reads the body of a notification from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const STATUSES = {
  SUCCESS: 'succeeded',
  UNSTABLE: 'succeeded',
  FAILURE: 'failed',
  ABORTED: 'cancelled',
  NOT_BUILT: 'cancelled',
};
const { name, build } = JSON.parse(readFileSync(0, 'utf8'));

/** Everything that is passed on; culprits, changes and the log are not among it. */
function push() {
  const isOver = build.phase === 'COMPLETED';
  // `timestamp` is when the phase was reached, `duration` how long the run took until then.
  const startedAt = isOver ? build.timestamp - build.duration : build.timestamp;
  return {
    deployment: [
      {
        id: `${name}#${build.number}`,
        application: build.parameters?.APPLICATION ?? name,
        repo: repoOf(build.scm?.url),
        environment: build.parameters?.ENVIRONMENT ?? 'production',
        sha: build.scm?.commit,
        status: isOver ? (STATUSES[build.status] ?? 'unknown') : 'running',
        startedAt: new Date(startedAt).toISOString(),
        finishedAt: isOver ? new Date(build.timestamp).toISOString() : undefined,
        url: build.full_url,
      },
    ],
  };
}

/** owner/name of an address of a repository, over https or ssh. */
function repoOf(address = '') {
  return /[:/]([^:/]+\/[^:/]+?)(?:\.git)?\/?$/.exec(address)?.[1];
}

console.log(JSON.stringify(['STARTED', 'COMPLETED'].includes(build.phase) ? push() : {}));
