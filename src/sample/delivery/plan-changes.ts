import type { Random } from '../../statistics/random.ts';
import type { Merge } from './plan-merges.ts';
import type { SampleApplication, SampleCommit, SamplePullRequest } from './records.ts';

/** Issues and pull requests of a repository are numbered together; issues come first here. */
const FIRST_NUMBER = 5_001;

export interface SampleChanges {
  readonly commits: readonly SampleCommit[];
  readonly pullRequests: readonly SamplePullRequest[];
}

/** A commit's name: forty digits of chance. */
export function drawSha(random: Random): string {
  return Array.from({ length: 10 }, () => random.integer(65_536).toString(16).padStart(4, '0')).join('');
}

/** Commits and pull requests of an application: most are squashed, some merged with all their commits. `firstId`: of the first pull request. */
export function planChanges(
  application: SampleApplication,
  merges: readonly Merge[],
  firstId: number,
  random: Random,
): SampleChanges {
  const { repo } = application;
  const commits: SampleCommit[] = [];
  const pullRequests: SamplePullRequest[] = [];
  let head: string | null = null;
  const commitOf = (merge: Merge, at: number, parents: readonly string[], message: string): SampleCommit => ({
    kind: 'change',
    id: '',
    repo,
    sha: drawSha(random),
    parents,
    committedAt: at,
    authoredAt: at,
    keys: message.includes(merge.item ?? '\n') && merge.item !== null ? [merge.item] : [],
    isMerge: parents.length > 1,
    isRevert: merge.isRevert,
    isBot: merge.isBot,
    paths: null,
    message,
    isOnDefaultBranch: true,
  });
  const keep = (commit: SampleCommit): SampleCommit => {
    const named = { ...commit, id: `${repo}@${commit.sha}` };
    commits.push(named);
    return named;
  };
  let number = FIRST_NUMBER;
  for (const merge of merges) {
    const title = titled(merge);
    if (merge.kind === 'trunk') {
      // Written over days, and put on the branch together.
      const last = merge.commitsAt.length - 1;
      for (const [place, authoredAt] of merge.commitsAt.entries()) {
        const commit = commitOf(merge, merge.at - 60_000 * (last - place), head === null ? [] : [head], title);
        head = keep({ ...commit, authoredAt: Math.min(authoredAt, commit.committedAt) }).sha;
      }
      continue;
    }
    const isSquashed = merge.isBot || merge.isRevert || merge.isAbandoned || random.chance(0.75);
    let tip: string | null = head;
    const own = merge.commitsAt.map((at, place) => {
      const message = place === 0 ? title : `${['Mend', 'Finish', 'Test', 'Shorten'][place % 4]} what was begun`;
      const commit = { ...commitOf(merge, at, tip === null ? [] : [tip], message), isOnDefaultBranch: !isSquashed };
      tip = commit.sha;
      return keep(commit);
    });
    const into: readonly string[] = isSquashed || tip === null ? [] : [tip];
    const parents = [...(head === null ? [] : [head]), ...into];
    const landed = merge.isAbandoned
      ? null
      : keep(
          commitOf(
            merge,
            merge.at,
            parents,
            isSquashed ? `${title} (#${number})` : `Merge pull request #${number} from ${branchOf(merge)}`,
          ),
        );
    head = landed?.sha ?? head;
    pullRequests.push({
      kind: 'pull-request',
      id: String(firstId + pullRequests.length),
      repo,
      number: String(number),
      title,
      url: null,
      targetBranch: 'main',
      keys: merge.item === null ? [] : [merge.item],
      commits: own.map(({ sha }) => sha),
      mergeCommit: landed?.sha ?? null,
      firstCommitAt: Math.min(...merge.commitsAt),
      openedAt: merge.openedAt,
      firstResponseAt: merge.firstResponseAt,
      approvedAt: merge.approvedAt,
      mergedAt: landed === null ? null : merge.at,
      closedAt: merge.at,
      additions: merge.lines,
      deletions: Math.floor(merge.lines / 3),
      isRevert: merge.isRevert,
      isBot: merge.isBot,
      branch: branchOf(merge),
    });
    number += 1;
  }
  return { commits, pullRequests };
}

/** About two thirds of the titles name the item; the branch always does. */
function titled({ title, item, lines, isRevert }: Merge): string {
  return item === null || isRevert || lines % 3 === 0 ? title : `${item}: ${title}`;
}

function branchOf({ item, title, isRevert }: Merge): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  if (item === null) return `libraries/${words}`;
  return isRevert ? `revert/${item}-${words}` : `work/${item}-${words}`;
}
