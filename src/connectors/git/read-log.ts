import { spawn } from 'node:child_process';
import { UnreadableFile } from '../kit/unreadable-file.ts';
import type { GitChange } from './index.ts';
import { keysIn } from './keys.ts';
import { saysRevert } from './says-revert.ts';

/** Of a commit that touches more paths, e.g. one that formats everything anew, they are not known: as many as GitHub tells of one. */
export const MOST_PATHS = 3_000;

const LOG = '--format=%H%x1f%P%x1f%at%x1f%ct%x1f%B';

/** What a repository could set otherwise: where paths begin, whether the first commit has any, and what a merge is compared with. */
const PATH_SETTINGS = ['-c', 'diff.relative=false', '-c', 'log.showRoot=true', '-c', 'log.diffMerges=first-parent'];

/** What moves is told at both places. Before each path stands a text that begins with a colon: no name of a file can be taken for a commit. */
const PATHS = ['-m', '--raw', '--no-renames', '--no-abbrev', '--ignore-submodules=none'];

type Told = Omit<GitChange, 'paths'> & { readonly paths: string[] };

/** The commits that HEAD and the tags reach, newest first. Paths of a merge are those that differ from its first parent, as with GitHub. */
export async function* readLog(
  path: string,
  settings: readonly string[],
  hasPaths: boolean,
): AsyncGenerator<GitChange> {
  let told: Told | null = null;
  let isPath = false;
  let isAgain = false;
  const keep = keepOnce();
  for await (const text of textsOf(path, settings, hasPaths)) {
    if (isPath) {
      if (told !== null && !isAgain && told.paths.length <= MOST_PATHS) told.paths.push(keep(text));
      isPath = false;
    } else if (/^\n?:/.test(text)) {
      isPath = true;
    } else {
      const next = toldIn(path, text, keep);
      // Until its version 2.32 git tells of a merge once for each parent, and of the first one first.
      isAgain = next.sha === told?.sha;
      if (isAgain) continue;
      if (told !== null) yield changeOf(told, hasPaths);
      told = next;
    }
  }
  if (told !== null) yield changeOf(told, hasPaths);
}

/** What stands between NULs: commits, and before each path a text about it. */
async function* textsOf(path: string, settings: readonly string[], hasPaths: boolean): AsyncGenerator<string> {
  const log = ['log', '-z', '--no-color', '--no-decorate', '--no-notes', ...(hasPaths ? PATHS : []), LOG];
  const args = [...settings, ...PATH_SETTINGS, '-C', path, ...log, 'HEAD', '--tags'];
  const child = spawn('git', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => resolve(null));
  });
  child.stdout.setEncoding('utf8');
  let rest = '';
  const chunks: AsyncIterable<unknown> = child.stdout;
  for await (const chunk of chunks) {
    const texts = (rest + String(chunk)).split('\0');
    rest = texts.pop() ?? '';
    yield* texts;
  }
  if (rest.trim() !== '') yield rest;
  if ((await ended) !== 0) throw new UnreadableFile(path, 'git log ended with an error; run "git fsck" there');
}

function toldIn(path: string, text: string, keep: (text: string) => string): Told {
  const [sha, parents, authored, committed, ...message] = text.split('\x1f');
  if (sha === undefined || parents === undefined || authored === undefined || committed === undefined) {
    throw new UnreadableFile(path, 'git log gave an entry that cannot be read');
  }
  const list = parents.split(' ').filter((parent) => parent !== '');
  return {
    sha: keep(sha),
    committedAt: Number(committed) * 1000,
    authoredAt: Number(authored) * 1000,
    parents: list.map(keep),
    keys: keysIn(message.join('\x1f')),
    isMerge: list.length > 1,
    isRevert: saysRevert(message.join('\x1f')),
    paths: [],
  };
}

function changeOf({ paths, ...change }: Told, hasPaths: boolean): GitChange {
  return { ...change, paths: hasPaths && paths.length <= MOST_PATHS ? paths : null };
}

/** Equal texts as one: a part of git's answer would hold all of it in memory, and paths come again and again. */
function keepOnce(): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const own = Buffer.from(text).toString();
    kept.set(own, own);
    return own;
  };
}
