import { instantOf } from '../../kit/instant.ts';
import { idIn, type JsonRecord, recordIn, textIn } from '../../kit/json-shape.ts';
import { SourceFailure } from '../../kit/source-failure.ts';
import type { JiraApi, SearchPlace } from './api.ts';

export interface WalkRequest {
  /** Condition on which issues; without order. */
  readonly condition: string;
  /** `updated`, or `created` for listings: what the pages are ordered by. */
  readonly by: 'updated' | 'created';
  readonly direction: 'ASC' | 'DESC';
  /** Where to begin; null: at the end that the direction names. Unit: ms. */
  readonly from: number | null;
  readonly fields: readonly string[];
  readonly size: number;
  readonly withChangelog: boolean;
}

export interface WalkedPage {
  readonly issues: readonly WalkedIssue[];
  readonly isLast: boolean;
}

export interface WalkedIssue {
  readonly id: string;
  /** The instant that the pages are ordered by; null where it was not answered. */
  readonly at: number | null;
  readonly issue: JsonRecord;
}

const MINUTE_MS = 60_000;
/** Pages of one minute share so many issues, so that one that leaves the minute meanwhile hides none. */
const SHARED = 10;

/**
 * All issues of a search, page by page, each once. Paging is by the instant of the last issue wherever the server has no tokens:
 * issues that come, go or change meanwhile then make none be missed. Instants in JQL are ms since 1970, because texts are read
 * in the zone of whoever asks.
 */
export async function* walk(api: JiraApi, request: WalkRequest): AsyncGenerator<WalkedPage> {
  const seen = new Map<string, number | null>();
  let bound = request.from === null ? null : edgeOf(request.from, request.direction);
  let place: SearchPlace | null = null;
  for (;;) {
    const page = await api.search({
      jql: jqlOf(request, bound),
      fields: request.fields,
      size: request.size,
      place,
      withChangelog: request.withChangelog,
    });
    const issues = page.issues.flatMap((issue) => walked(issue, request.by));
    const fresh = issues.filter(({ id, at }, index) => {
      const isNew = !(seen.has(id) && seen.get(id) === at);
      return isNew && issues.findIndex((other) => other.id === id) === index;
    });
    for (const { id, at } of issues) seen.set(id, at);
    yield { issues: fresh, isLast: page.next === null };
    if (page.next === null) return;
    if ('token' in page.next) {
      if (place !== null && 'token' in place && place.token === page.next.token) throw turning(api);
      place = page.next;
      continue;
    }
    const last = farthest(issues, request.direction);
    const edge = last === null ? null : edgeOf(last, request.direction);
    const skipped: number = place !== null && 'offset' in place ? place.offset : 0;
    if (edge !== null && (bound === null || isFurther(edge, bound, request.direction))) {
      bound = edge;
      place = null;
    } else place = { offset: skipped + Math.max(1, issues.length - SHARED) };
  }
}

function jqlOf({ condition, by, direction }: WalkRequest, bound: number | null): string {
  const limit = bound === null ? '' : ` AND ${by} ${direction === 'ASC' ? '>=' : '<='} ${bound}`;
  return `${condition}${limit} ORDER BY ${by} ${direction}, key ${direction}`;
}

/** The minute's edge before (or, going down, after) an instant: some servers compare whole minutes. */
function edgeOf(at: number, direction: 'ASC' | 'DESC'): number {
  return direction === 'ASC' ? Math.floor(at / MINUTE_MS) * MINUTE_MS : Math.ceil(at / MINUTE_MS) * MINUTE_MS;
}

/** The far end of a page, in whatever order its issues came. */
function farthest(issues: readonly WalkedIssue[], direction: 'ASC' | 'DESC'): number | null {
  const instants = issues.flatMap(({ at }) => (at === null ? [] : [at]));
  if (instants.length === 0) return null;
  return direction === 'ASC' ? Math.max(...instants) : Math.min(...instants);
}

function isFurther(edge: number, bound: number, direction: 'ASC' | 'DESC'): boolean {
  return direction === 'ASC' ? edge > bound : edge < bound;
}

function walked(issue: JsonRecord, by: 'updated' | 'created'): readonly WalkedIssue[] {
  const id = idIn(issue, 'id');
  const text = textIn(recordIn(issue, 'fields') ?? {}, by);
  return id === null ? [] : [{ id, at: text === null ? null : instantOf(text), issue }];
}

function turning(api: JiraApi): SourceFailure {
  return new SourceFailure(
    'unreadable',
    `Jira at ${api.site} gives the same page again and again; the next run begins at the last one that was kept`,
  );
}
