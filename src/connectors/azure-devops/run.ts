import type { HttpClock } from '../kit/http.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import type { AzureDevOps } from './client.ts';
import type { AzureDevOpsConfig } from './config.ts';
import type { AzureDevOpsCursor } from './cursor.ts';
import { type KeptThing, recordOf } from './kept.ts';

/** One run of a collection: what it works with, and the cursor that grows page by page. */
export interface Run {
  readonly api: AzureDevOps;
  readonly config: AzureDevOpsConfig;
  readonly clock: HttpClock;
  cursor: AzureDevOpsCursor;
  /** Said with the next page. */
  notices: string[];
}

/** A page, with the cursor behind it. */
export function pageOf(
  run: Run,
  cursor: Partial<AzureDevOpsCursor>,
  things: readonly KeptThing[],
  progress: CollectedPage['progress'],
): CollectedPage {
  run.cursor = { ...run.cursor, ...cursor };
  const { notices } = run;
  run.notices = [];
  return {
    records: things.map(recordOf),
    gone: [],
    cursor: run.cursor,
    progress,
    ...(notices.length === 0 ? {} : { notices }),
  };
}
