import { z } from 'zod';
import type { Mapped, SourceRecord } from '../kit/live-source.ts';
import type { GitHistory } from './index.ts';

const keptChange = z.object({
  kind: z.literal('change'),
  repo: z.string(),
  sha: z.string(),
  committedAt: z.number(),
  authoredAt: z.number(),
  parents: z.array(z.string()).readonly(),
  keys: z.array(z.string()).readonly(),
  isMerge: z.boolean(),
  isRevert: z.boolean(),
  /** Left out in records of before paths were read. */
  paths: z.array(z.string()).readonly().nullable().default(null),
});
const keptRelease = z.object({
  kind: z.literal('release'),
  repo: z.string(),
  name: z.string(),
  at: z.number(),
  sha: z.string(),
});
const keptThing = z.discriminatedUnion('kind', [keptChange, keptRelease]);

/** What is kept of a repository that others call `repo`. */
export function gitRecords({ changes, releases }: GitHistory, repo: string): readonly SourceRecord[] {
  const record = (id: string, thing: Readonly<z.input<typeof keptThing>>): SourceRecord => ({
    id,
    payload: JSON.stringify(thing),
  });
  return [
    ...changes.map((change) => record(`change:${change.sha}`, { kind: 'change', repo, ...change })),
    ...releases.map((release) => record(`release:${release.name}`, { kind: 'release', repo, ...release })),
  ];
}

/**
 * Pure: what a kept record says. Who made a commit is never asked of git, so none can be told to be a program's.
 * Records of before repositories had a name say nothing until they are imported again.
 */
export function mapGit(payload: string): readonly Mapped[] {
  const read = keptThing.safeParse(JSON.parse(payload));
  if (!read.success) return [];
  const thing = read.data;
  if (thing.kind === 'change') {
    const id = `${thing.repo}@${thing.sha}`;
    return [{ kind: 'delivery', record: { ...thing, id, isBot: false } }];
  }
  const id = `${thing.repo}@${thing.name}`;
  return [{ kind: 'delivery', record: { ...thing, id, isPrerelease: false, url: null } }];
}
