// Bitbucket Cloud (webhook "Repository push") to the push API: commits of branches.
// Reads the body of a webhook from stdin and prints the body of a push.
import { readFileSync } from 'node:fs';

const { repository, push } = JSON.parse(readFileSync(0, 'utf8'));

/** Everything that is passed on. Authors are looked at only to tell programs from people, and are not among it. */
function changes() {
  const bySha = new Map();
  for (const change of push.changes) {
    if (change.new?.type !== 'branch') continue;
    // `commits` holds at most five; without its date a commit is left to a connector that can ask for it.
    for (const commit of [change.new.target, ...(change.commits ?? [])]) {
      if (commit.date === undefined || bySha.has(commit.hash)) continue;
      bySha.set(commit.hash, {
        repo: repository.full_name,
        sha: commit.hash,
        committedAt: commit.date,
        parents: (commit.parents ?? []).map(({ hash }) => hash),
        // A message may name people: its keys are passed on, and nothing else of it.
        keys: commit.message.match(/\b[A-Z][A-Z0-9_]+-[1-9]\d*\b/g) ?? [],
        isRevert: /^revert\b/i.test(commit.message),
        isBot: /\[bot\]/.test(commit.author?.raw ?? ''),
      });
    }
  }
  return [...bySha.values()];
}

console.log(JSON.stringify(push === undefined ? {} : { change: changes() }));
