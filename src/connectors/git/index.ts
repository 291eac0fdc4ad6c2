import { execFile } from 'node:child_process';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UnreadableFile } from '../kit/unreadable-file.ts';
import { readLog } from './read-log.ts';

/** A commit, without who made it. Instants ms UTC. */
export interface GitChange {
  readonly sha: string;
  readonly committedAt: number;
  readonly authoredAt: number;
  readonly parents: readonly string[];
  /** Item keys in its message, e.g. `K-7`. */
  readonly keys: readonly string[];
  readonly isMerge: boolean;
  /** Its message says that it takes something back. */
  readonly isRevert: boolean;
  /** Paths that it touches; null: not known. */
  readonly paths: readonly string[] | null;
}

/** A tag. */
export interface GitRelease {
  readonly name: string;
  /** When the tag was made; of a tag without its own record the instant of its commit. */
  readonly at: number;
  /** The commit that it marks. */
  readonly sha: string;
}

export interface GitHistory {
  /** As the place it was cloned from calls it, `owner/name`; the folder's name where there is none. */
  readonly repo: string;
  readonly changes: readonly GitChange[];
  readonly releases: readonly GitRelease[];
}

const run = promisify(execFile);

/**
 * Settings that a repository could set against us: signatures would print names, and a file watcher would run a program.
 * Nothing that is asked for holds a person: no format below names author, committer or tagger.
 */
const SETTINGS = ['-c', 'log.showSignature=false', '-c', 'core.fsmonitor=false', '-c', 'i18n.logOutputEncoding=UTF-8'];

/**
 * The commits that HEAD and the tags reach, newest first, and the tags, of a repository on this machine. Throws `UnreadableFile`
 * for what is no repository, holds no commits, or was cloned without its history.
 */
export async function readGit(path: string): Promise<GitHistory> {
  await check(path);
  const releases = await releasesOf(path);
  const changes: GitChange[] = [];
  for await (const change of readLog(path, SETTINGS, await hasTrees(path))) changes.push(change);
  return { repo: await repoOf(path), changes, releases };
}

/** The last two parts of the address of `origin`; of that address nothing else is kept, since it may hold a credential. */
async function repoOf(path: string): Promise<string> {
  const address = await git(path, ['config', '--get', 'remote.origin.url']).catch(() => '');
  const parts = address
    .trim()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .filter((part) => part !== '' && !part.includes('@'));
  return parts.length < 2 ? basename(resolve(path)) : parts.slice(-2).join('/');
}

async function check(path: string): Promise<void> {
  const isShallow = await git(path, ['rev-parse', '--is-shallow-repository']);
  if (isShallow.trim() === 'true') {
    throw new UnreadableFile(
      path,
      'is a shallow clone, its history is cut off; run "git fetch --unshallow" in it first',
    );
  }
  try {
    await run('git', ['-C', path, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  } catch (error) {
    throw new UnreadableFile(path, 'is a Git repository without commits', error);
  }
}

/** A clone without trees (`--filter=tree:0`) would fetch them one by one from where it came: its paths are left unknown. */
async function hasTrees(path: string): Promise<boolean> {
  const filters = await git(path, ['config', '--get-regexp', String.raw`^remote\..*\.partialclonefilter$`]).catch(
    () => '',
  );
  return !filters.includes(' tree:');
}

async function git(path: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', [...SETTINGS, '-C', path, ...args], { maxBuffer: 256 * 1_048_576 });
    return stdout;
  } catch (error) {
    throw new UnreadableFile(path, gitProblem(error), error);
  }
}

function gitProblem(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return 'git is not installed; install it first';
  const said = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
  if (said.includes('safe.directory')) {
    return 'belongs to another user, and git reads it only when told: git config --global --add safe.directory PATH';
  }
  return 'is no Git repository; give the path of a local clone';
}

const TAG =
  '--format=%(refname:strip=2)%00%(creatordate:unix)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)';

async function releasesOf(path: string): Promise<readonly GitRelease[]> {
  const listed = await git(path, ['for-each-ref', 'refs/tags', TAG]);
  const releases: GitRelease[] = [];
  for (const line of listed.split('\n')) {
    const [name, at, type, sha, peeledType, peeledSha] = line.split('\0');
    if (name === undefined || at === undefined || at === '' || sha === undefined || peeledSha === undefined) continue;
    if (type === 'commit') releases.push({ name, at: Number(at) * 1000, sha });
    else if (peeledType === 'commit') releases.push({ name, at: Number(at) * 1000, sha: peeledSha });
  }
  return releases.toSorted((one, other) => one.at - other.at);
}
