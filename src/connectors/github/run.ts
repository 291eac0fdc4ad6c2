import type { CollectedPage, SourceRecord } from '../kit/live-source.ts';
import type { GitHub } from './client.ts';
import type { GitHubConfig } from './config.ts';
import { type GitHubCursor, type RepoState, repoStateOf, withRepo } from './cursor.ts';
import { type KeptThing, recordOf } from './kept.ts';
import type { Marks, RepoMarks } from './marks.ts';

/** One run of a collection: what it works with, and the cursor that grows page by page. */
export interface Run {
  readonly github: GitHub;
  readonly config: GitHubConfig;
  readonly marks: Marks;
  /** What the server's clock shows now. Unit: ms UTC. */
  readonly serverNow: () => number;
  cursor: GitHubCursor;
  /** Said with the next page. */
  notices: string[];
  /** The server does not know the newer fields. */
  isPlain: boolean;
}

/** A repository that may be seen. */
export interface Seen {
  readonly repo: string;
  readonly marks: RepoMarks;
}

/** Listed things may change again within the second in which they were read, and look as before: then the mark is not kept. */
const SETTLED_MS = 5_000;

/** Reads again what changed so shortly before the last reading, so that nothing falls between two. */
export const OVERLAP_MS = 60_000;

export function isSettled(run: Run, newest: number): boolean {
  return newest < run.serverNow() - SETTLED_MS;
}

export function stateOf(run: Run, repo: string): RepoState {
  return repoStateOf(run.cursor, repo);
}

/** A page of one part of one repository, with the cursor behind it. */
export function pageOf(
  run: Run,
  repo: string,
  state: Partial<RepoState>,
  things: readonly KeptThing[],
  progress: CollectedPage['progress'],
): CollectedPage {
  run.cursor = withRepo(run.cursor, repo, state);
  const { notices } = run;
  run.notices = [];
  return {
    records: things.map((thing): SourceRecord => recordOf(thing)),
    gone: [],
    cursor: run.cursor,
    progress,
    ...(notices.length === 0 ? {} : { notices }),
  };
}

export function ownerAndName(repo: string): { readonly owner: string; readonly name: string } {
  const [owner = '', name = ''] = repo.split('/');
  return { owner, name };
}
