import { z } from 'zod';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { KeptRelease } from './kept.ts';

export const releaseRow = z.object({
  /** Left out for who may not see the code. */
  tag_name: z.string().nullish(),
  created_at: at,
  released_at: at.nullish(),
  commit: z.object({ id: z.string() }).nullish(),
  _links: z.object({ self: z.string().nullish() }).nullish(),
});

/** GitLab gives releases no id: their tag is it. Nothing tells early ones apart. null: its tag may not be seen. */
export function keptRelease(row: z.infer<typeof releaseRow>, repo: string): KeptRelease | null {
  if (row.tag_name == null) return null;
  return {
    kind: 'release',
    id: `${repo}@${row.tag_name}`,
    repo,
    name: row.tag_name,
    sha: row.commit?.id ?? null,
    at: row.released_at ?? row.created_at,
    isPrerelease: false,
    url: row._links?.self ?? null,
  };
}
