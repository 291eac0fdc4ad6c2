import type { ReleaseRecord } from '../../flow/delivery/records.ts';
import type { SampleCommit } from '../../sample/delivery/records.ts';
import { defaultBranch, type FakeMerge, type FakeMilestone, type FakeProject } from './site.ts';

/** What `git log` shows of a commit or of `from..to`, newest first; nothing where one of them is not there. */
export function branchCommits(project: FakeProject, range: string | null): readonly SampleCommit[] {
  const branch = defaultBranch(project);
  if (range === null) return branch;
  const [first = '', second] = range.split('..');
  const head = branch.findIndex(({ sha }) => sha === (second ?? first));
  if (head === -1) return [];
  if (second === undefined) return branch.slice(head);
  const from = branch.findIndex(({ sha }) => sha === first);
  return from === -1 ? [] : branch.slice(head, Math.max(head, from));
}

export function commitJson(commit: SampleCommit): Readonly<Record<string, unknown>> {
  const message = asGitLabWrites(commit);
  return {
    id: commit.sha,
    short_id: commit.sha.slice(0, 8),
    parent_ids: commit.parents,
    title: message.split('\n')[0],
    message,
    created_at: new Date(commit.committedAt).toISOString(),
    committed_date: new Date(commit.committedAt).toISOString(),
    authored_date: new Date(commit.authoredAt).toISOString(),
    author_name: 'Zora Quill',
    author_email: commit.isBot
      ? 'project_7_bot_4ffca233d8298ea1@noreply.example.invalid'
      : 'zora.quill@example.invalid',
    committer_name: 'ivo-marsh',
    committer_email: 'zora.quill@example.invalid',
  };
}

export function releaseJson(
  { repo, name, sha, at }: ReleaseRecord,
  address: string,
): Readonly<Record<string, unknown>> {
  const person = { username: 'zora-quill', name: 'Zora Quill' };
  return {
    tag_name: name,
    name: `Release ${name} by Zora Quill`,
    description: 'Thanks to ivo-marsh',
    created_at: new Date(at).toISOString(),
    released_at: new Date(at).toISOString(),
    author: person,
    commit: sha === null ? null : { id: sha, author_name: person.name, author_email: 'zora.quill@example.invalid' },
    _links: { self: `${address}/${repo}/-/releases/${name}` },
  };
}

/** What GraphQL tells of the newest releases. */
export function releaseMarks({ releases }: FakeProject): Readonly<Record<string, unknown>> {
  const newest = releases.slice(-5).toReversed();
  return {
    count: releases.length,
    nodes: newest.map(({ name, at }) => ({ tagName: name, releasedAt: new Date(at).toISOString() })),
  };
}

export function milestoneJson(one: FakeMilestone, path: string, address: string): Readonly<Record<string, unknown>> {
  const place = one.group === null ? path : `groups/${one.group}`;
  return {
    id: one.id,
    ...(one.group === null ? { project_id: 7 } : { group_id: 8 }),
    title: one.title,
    description: 'Asked for by Zora Quill',
    start_date: one.startDate,
    due_date: one.dueDate,
    updated_at: new Date(one.updatedAt).toISOString(),
    web_url: `${address}/${place}/-/milestones/${one.id}`,
  };
}

/** What GraphQL tells of the milestones that changed last. */
export function milestoneMarks({ milestones }: FakeProject): Readonly<Record<string, unknown>> {
  const newest = milestones.toSorted((one, other) => other.updatedAt - one.updatedAt).slice(0, 5);
  return {
    nodes: newest.map(({ id, updatedAt }) => ({
      id: `gid://gitlab/Milestone/${id}`,
      updatedAt: new Date(updatedAt).toISOString(),
    })),
  };
}

/** What GraphQL tells of the lines of a merge request: zeros where it does not know. */
export function lineCounts({ number, additions, deletions }: FakeMerge): Readonly<Record<string, unknown>> {
  const fileCount = additions === null ? 0 : 3;
  return { iid: number, diffStatsSummary: { additions: additions ?? 0, deletions: deletions ?? 0, fileCount } };
}

/** The sample's messages are GitHub's. */
function asGitLabWrites({ message, repo }: SampleCommit): string {
  return message
    .replace(/ \(#(\d+)\)$/, `\n\nSee merge request ${repo}!$1`)
    .replace(/^Merge pull request #(\d+) from (.*)$/, `Merge branch '$2' into 'main'\n\nSee merge request ${repo}!$1`);
}
