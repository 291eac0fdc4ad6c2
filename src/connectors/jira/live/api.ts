import type { Http } from '../../kit/http.ts';
import type { JsonRecord } from '../../kit/json-shape.ts';

/** Where the next page of a search begins: a token (Cloud) or a number of issues to skip (Data Center). */
export type SearchPlace = { readonly token: string } | { readonly offset: number };

export interface SearchRequest {
  readonly jql: string;
  /** Ids of the fields to answer. */
  readonly fields: readonly string[];
  readonly size: number;
  readonly place: SearchPlace | null;
  /** Data Center: answer the change logs with the issues. */
  readonly withChangelog: boolean;
}

export interface SearchPage {
  readonly issues: readonly JsonRecord[];
  readonly next: SearchPlace | null;
  /** null: the server does not say. */
  readonly total: number | null;
}

/** The change log of an issue, as `readIssue` takes it. */
export interface Changelog {
  /** How many entries there are; null: these are all. */
  readonly total: number | null;
  readonly histories: readonly JsonRecord[];
}

/** What differs between Jira Cloud and Jira Data Center. */
export interface JiraApi {
  readonly http: Http;
  /** `/rest/api/3` or `/rest/api/2`. */
  readonly root: string;
  /** Where people open issues; also the beginning of every stored `self`. */
  readonly site: string;
  /** Issues with fields that fit into one answer. */
  readonly pageSize: number;
  /** Issues that fit into one answer where only ids are asked for. */
  readonly listSize: number;
  /** The fields that a listing of ids needs, so that it can be paged. */
  readonly listFields: readonly string[];
  readonly search: (request: SearchRequest) => Promise<SearchPage>;
  /** Whole change logs by issue id. */
  readonly changelogsOf: (issues: readonly JsonRecord[]) => Promise<ReadonlyMap<string, Changelog>>;
  /** How many issues a search would find. */
  readonly count: (jql: string) => Promise<number | null>;
  /** Those of the named projects that can be seen; with no names all that can be seen. Keys and ids, in pairs. */
  readonly projectsSeen: (names: readonly string[]) => Promise<readonly ProjectSeen[]>;
  readonly findProjects: (words: string) => Promise<readonly ProjectSeen[]>;
}

export interface ProjectSeen {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}
