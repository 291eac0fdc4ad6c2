/** Instants as GitHub writes them. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

export interface Connection {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly unknown[];
}

/** A page of a list, newest first, going on behind a place and not behind a count: what moves up meanwhile moves nothing else. */
export function connectionOf<Thing>(
  things: readonly Thing[],
  place: (thing: Thing) => readonly [at: number, id: number],
  { first, after }: { readonly first: number; readonly after: string | null },
  node: (thing: Thing) => unknown,
): Connection {
  const sorted = things
    .map((thing) => ({ thing, place: place(thing) }))
    .toSorted((one, other) => other.place[0] - one.place[0] || other.place[1] - one.place[1]);
  const [at = 0, id = 0] = after === null ? [] : Buffer.from(after, 'base64url').toString().split(':').map(Number);
  const behind =
    after === null ? sorted : sorted.filter(({ place: own }) => own[0] < at || (own[0] === at && own[1] < id));
  const page = behind.slice(0, first);
  const last = page[page.length - 1]?.place;
  return {
    totalCount: things.length,
    pageInfo: {
      hasNextPage: behind.length > page.length,
      endCursor: last === undefined ? null : Buffer.from(`${last[0]}:${last[1]}`).toString('base64url'),
    },
    nodes: page.map(({ thing }) => node(thing)),
  };
}

/** A page of a list that only grows at its end. */
export function countedPage(list: readonly unknown[], first: number, after: string | null): Connection {
  const from = after === null ? 0 : Number(after);
  const to = Math.min(list.length, from + first);
  return {
    totalCount: list.length,
    pageInfo: { hasNextPage: to < list.length, endCursor: String(to) },
    nodes: list.slice(from, to),
  };
}
