/**
 * A Jira issue cut down to what the mapper reads, in Jira's own shape: what is kept of it, and what `historyOf` is made
 * from. It holds no account: no author, assignee, reporter, creator, watcher, comment or work log.
 */
export interface JiraIssue {
  readonly id: string | null;
  readonly key: string;
  readonly self: string | null;
  /** Field id → name, of further fields that were asked for. */
  readonly names: Readonly<Record<string, string>>;
  readonly fields: JiraFields;
  /** Further fields by id, as texts. */
  readonly further: Readonly<Record<string, readonly string[]>>;
  readonly changelog: { readonly total: number; readonly histories: readonly JiraEntry[] };
}

export interface JiraFields {
  readonly created: string;
  readonly summary: string;
  readonly status: JiraStatus;
  readonly issuetype: { readonly name: string; readonly subtask: boolean } | null;
  readonly resolution: { readonly name: string } | null;
  readonly project: JiraKeyed | null;
  readonly parent: JiraKeyed | null;
  readonly epic: JiraKeyed | null;
  readonly labels: readonly string[];
  readonly components: readonly JiraComponent[];
  /** null: the export left links out. */
  readonly issuelinks: readonly JiraLink[] | null;
  readonly flagged: boolean;
}

export interface JiraStatus {
  readonly id: string | null;
  readonly name: string;
  readonly statusCategory: { readonly key: string } | null;
}

export interface JiraKeyed {
  readonly id: string | null;
  readonly key: string;
}

export interface JiraComponent {
  readonly id: string | null;
  readonly name: string;
}

export interface JiraLink {
  readonly type: { readonly inward: string; readonly outward: string };
  readonly inwardIssue?: { readonly key: string };
  readonly outwardIssue?: { readonly key: string };
}

/** One save of an issue: several fields changed at one instant. */
export interface JiraEntry {
  readonly id: string;
  readonly created: string;
  readonly items: readonly JiraItem[];
}

/** `from` and `to` are ids, or keys for links; the texts beside them are what people saw. */
export interface JiraItem {
  readonly field: string;
  readonly fieldId: string | null;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

/** The cut-down issue as JSON text that `readIssue` reads again; the same issue gives the same text. */
export function rawOf(issue: JiraIssue): string {
  const { further, fields, ...rest } = issue;
  return JSON.stringify({ ...rest, fields: { ...fields, ...further } });
}
