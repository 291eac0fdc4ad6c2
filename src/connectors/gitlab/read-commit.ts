import { z } from 'zod';
import { saysRevert } from '../git/says-revert.ts';
import type { KeptCommit } from '../github/kept.ts';
import { keysOf } from '../github/words.ts';
import { instantShape as at } from '../kit/instant-shape.ts';

/** A commit of a branch. Who wrote it is looked at here and dropped. */
export const branchCommitRow = z.object({
  id: z.string(),
  parent_ids: z.array(z.string()).default([]),
  committed_date: at,
  authored_date: at.nullish(),
  message: z.string().nullish(),
  author_name: z.string().nullish(),
  author_email: z.string().nullish(),
});

export function keptCommit(row: z.infer<typeof branchCommitRow>, repo: string): KeptCommit {
  const message = row.message ?? '';
  return {
    kind: 'commit',
    repo,
    sha: row.id,
    parents: row.parent_ids,
    committedAt: row.committed_date,
    authoredAt: row.authored_date ?? row.committed_date,
    keys: [...keysOf(repo, [asWritten(message)])],
    isRevert: saysRevert(message),
    isBot: isProgramAuthor(row.author_name ?? '', row.author_email ?? ''),
    paths: null,
  };
}

/** Behind a title `(#7)` names a pull request at GitHub, which `keysOf` leaves out; here it names an issue. */
export function asWritten(text: string): string {
  return text.replaceAll(/\((?=#\d+\))/g, '( ');
}

/** A commit names no account: programs say so in their name, or have the address that GitLab gives to those of its tokens. */
function isProgramAuthor(name: string, address: string): boolean {
  return /\[bot\]$|(?:[-_ ]|^)bot$/i.test(name) || /^(?:project|group)_\d+_bot/.test(address);
}
