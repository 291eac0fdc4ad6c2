/**
 * The history of one work item, as a connector hands it to `flow/`: what it was at creation and every change since.
 * No field here holds a person. Source: methods.md 2 (order of changes), product.md (people are not measured).
 */

/** A status as the source names it. `id` is null where the source gives only names (CSV, old changelogs). */
export interface Status {
  readonly id: string | null;
  readonly name: string;
}

/** A link as said from this item, e.g. `{type: 'is blocked by', item: 'K-7'}`. */
export interface Link {
  readonly type: string;
  readonly item: string;
}

/** Everything about an item that a stream's rules can read, at one moment. */
export interface Fields {
  readonly title: string;
  /** null: not known yet (a history that begins after the item's creation). */
  readonly status: Status | null;
  readonly type: string | null;
  readonly resolution: string | null;
  readonly project: string | null;
  readonly parent: string | null;
  readonly team: string | null;
  readonly labels: readonly string[];
  readonly components: readonly string[];
  /** The explicit flag of formats that have one (events CSV `blocked`). Jira's flag is the custom field `Flagged`. */
  readonly blocked: boolean;
  readonly links: readonly Link[];
  /** Further fields by name, empty ones absent. Only names that were asked for at import are here. */
  readonly custom: Readonly<Record<string, readonly string[]>>;
}

interface At {
  /** Instant of the change in the source, ms UTC. */
  readonly at: number;
  /** Orders changes of one instant: the numeric history id; in CSV the line. Changes of equal order keep array order. */
  readonly sequence: number;
}

export type Change =
  | (At & { readonly field: 'status'; readonly from: Status | null; readonly to: Status | null })
  | (At & {
      readonly field: 'type' | 'resolution' | 'project' | 'parent' | 'team';
      readonly to: string | null;
    })
  | (At & { readonly field: 'title'; readonly to: string })
  | (At & { readonly field: 'labels' | 'components'; readonly to: readonly string[] })
  | (At & { readonly field: 'blocked'; readonly to: boolean })
  | (At & { readonly field: 'link'; readonly isAdded: boolean; readonly link: Link })
  | (At & { readonly field: 'custom'; readonly name: string; readonly to: readonly string[] });

export interface ItemHistory {
  /** Name of the source, e.g. `jira`; together with `item` the identity of a work item. */
  readonly source: string;
  /** Key as people say it, e.g. `K-1`. */
  readonly item: string;
  readonly url: string | null;
  readonly createdAt: number;
  /** Fields at creation. */
  readonly initial: Fields;
  /** In order of `at`, then `sequence`, then place in the source's entry. `flow/` sorts them again if they are not. */
  readonly changes: readonly Change[];
  /** What the source says the status is now; null where the format does not say. */
  readonly presentStatus: Status | null;
  /** The source cut the change log short, or it begins after creation. */
  readonly isCutShort: boolean;
  readonly deletedAt: number | null;
}
