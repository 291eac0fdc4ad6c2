import { z } from 'zod';
import { type AzureDevOps, pathOf } from './client.ts';
import type { AzureDevOpsConfig } from './config.ts';
import { OWN_FIELDS, type RevisionRow, revisionShape } from './read-revision.ts';

const feedShape = z.object({
  values: z.array(revisionShape),
  nextLink: z.string().nullish(),
  continuationToken: z.string().nullish(),
  isLastBatch: z.boolean(),
});

const revisionsShape = z.object({ value: z.array(revisionShape) });

export interface FeedBatch {
  readonly rows: readonly RevisionRow[];
  /** Where the feed goes on, now or in a later run. */
  readonly token: string | null;
  readonly isLast: boolean;
}

const AT_ONCE = 1_000;
const REVISIONS_AT_ONCE = 200;

export function fieldsOf({ furtherFields }: AzureDevOpsConfig): readonly string[] {
  return [...OWN_FIELDS, ...furtherFields];
}

/** A batch of the feed of all revisions, oldest first: from a token, from an instant, or from the beginning. */
export async function askFeed(
  api: AzureDevOps,
  config: AzureDevOpsConfig,
  project: string | null,
  from: { readonly token: string | null } | { readonly since: number },
): Promise<FeedBatch> {
  const batch = await api.get(feedShape, pathOf(project, 'wit/reporting/workitemrevisions'), {
    fields: fieldsOf(config).join(','),
    $maxPageSize: AT_ONCE,
    ...('since' in from
      ? { startDateTime: new Date(from.since).toISOString() }
      : { continuationToken: from.token ?? undefined }),
  });
  const token = batch.continuationToken ?? tokenIn(batch.nextLink) ?? ('token' in from ? from.token : null);
  // A feed that neither goes on nor ends would be asked for ever.
  const isStuck = batch.values.length === 0 && 'token' in from && token === from.token;
  return { rows: batch.values, token, isLast: batch.isLastBatch || token === null || isStuck };
}

/** All revisions of one item; null: it is gone, or may not be seen. */
export async function askRevisions(api: AzureDevOps, id: number): Promise<readonly RevisionRow[] | null> {
  const rows = new Map<number, RevisionRow>();
  for (let skip = 0; ; ) {
    const path = pathOf(null, `wit/workItems/${id}/revisions`);
    const page = await api.find(revisionsShape, path, { $top: REVISIONS_AT_ONCE, $skip: skip });
    if (page === null) return null;
    for (const row of page.value) rows.set(row.rev, row);
    if (page.value.length < REVISIONS_AT_ONCE) return [...rows.values()];
    skip += REVISIONS_AT_ONCE;
  }
}

function tokenIn(link: string | null | undefined): string | null {
  return link != null && URL.canParse(link) ? new URL(link).searchParams.get('continuationToken') : null;
}
