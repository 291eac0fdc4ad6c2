import type { ItemHistory } from '../flow/history.ts';
import type { SampleDelivery } from '../sample/delivery/records.ts';
import { type FakeAnswer, type FakeRequest, type Fault, startFaultyServer } from './faulty-server.ts';
import { answerGraph } from './github/answer-graph.ts';
import { answerRest } from './github/answer-rest.ts';
import { TIMELINE_PAGE } from './github/nodes.ts';
import { GitHubSite } from './github/site.ts';
import { perSecondLimit } from './rate-limit.ts';

export { PLANTED } from './github/people.ts';
export { GitHubSite } from './github/site.ts';

export interface FakeGitHubOptions {
  readonly deliveries: readonly SampleDelivery[];
  readonly histories: readonly ItemHistory[];
  /** More requests than that in a second are refused for a while. */
  readonly perSecond?: number;
  /** Of the rate limit; the present by default. Unit: ms. */
  readonly now?: () => number;
  /** Entries of a timeline that one answer holds at most. */
  readonly timelinePage?: number;
  readonly isBent?: boolean;
  /** Answers 401 to credentials that it refuses. */
  readonly isLetIn?: (authorization: string) => boolean;
  readonly faultOf?: (request: FakeRequest, index: number) => Fault | null;
  readonly skewMs?: number;
  readonly port?: number;
}

export interface FakeGitHub {
  readonly address: string;
  readonly site: GitHubSite;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** A GitHub on loopback: REST and the GraphQL questions of the connector, over an organisation that changes as it is told. */
export async function startFakeGitHub(options: FakeGitHubOptions): Promise<FakeGitHub> {
  const site = new GitHubSite(options.deliveries, options.histories);
  const limit = perSecondLimit(options.perSecond, options.now);
  const isLetIn = options.isLetIn ?? ((authorization) => authorization !== '');
  const graph = { timelinePage: options.timelinePage ?? TIMELINE_PAGE, isBent: options.isBent ?? false };
  const answer = (request: FakeRequest): FakeAnswer => {
    if (limit() !== null) return secondaryLimit();
    if (!isLetIn(request.headers.authorization ?? '')) return { status: 401, body: { message: 'Bad credentials' } };
    const path = request.path.replace(/^\/api\/(?:v3(?=\/)|(?=graphql$))/, '');
    if (/^\/?graphql$/.test(path)) return answerGraph(site, request.body, graph);
    return answerRest(site, { ...request, path }) ?? { status: 404, body: { message: 'Not Found' } };
  };
  const server = await startFaultyServer({ ...options, answer });
  return { address: server.address, site, requests: server.requests, close: server.close };
}

/** GitHub says 403 for asking too fast, as for what is not allowed; its words and headers tell them apart. */
function secondaryLimit(): FakeAnswer {
  return {
    status: 403,
    headers: { 'retry-after': '1' },
    body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
  };
}
