import type { ItemHistory } from '../flow/history.ts';
import { type FakeAnswer, type FakeRequest, type Fault, startFaultyServer } from './faulty-server.ts';
import { answerLinear, refused } from './linear/answer.ts';
import { LinearSite } from './linear/site.ts';

export { complexityOf } from './linear/complexity.ts';
export type { FakeIssue } from './linear/issue.ts';
export { PLANTED } from './linear/people.ts';
export { LinearSite } from './linear/site.ts';

export interface FakeLinearOptions {
  readonly histories: readonly ItemHistory[];
  /** More requests than that in a second are refused, as Linear does it: with 400 and the code RATELIMITED. */
  readonly perSecond?: number;
  /** Of the rate limit; the present by default. Unit: ms. */
  readonly now?: () => number;
  readonly isBent?: boolean;
  /** Answers that the credentials are not taken, to those that it refuses. */
  readonly isLetIn?: (authorization: string) => boolean;
  readonly faultOf?: (request: FakeRequest, index: number) => Fault | null;
  readonly skewMs?: number;
  readonly port?: number;
}

export interface FakeLinear {
  readonly address: string;
  readonly site: LinearSite;
  readonly requests: readonly string[];
  /** What was asked, by name, and what it cost of Linear's complexity. */
  readonly questions: readonly { readonly name: string; readonly cost: number }[];
  readonly close: () => Promise<void>;
}

/** A Linear on loopback: the GraphQL questions of the connector, over a workspace that changes as it is told. */
export async function startFakeLinear(options: FakeLinearOptions): Promise<FakeLinear> {
  const site = new LinearSite(options.histories);
  const isLetIn = options.isLetIn ?? ((authorization) => authorization !== '');
  const limit = allowance(options.perSecond, options.now ?? Date.now, options.skewMs ?? 0);
  const questions: { name: string; cost: number }[] = [];
  let state = 1;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const answer = (request: FakeRequest): FakeAnswer => {
    const { headers, isOver } = limit();
    if (isOver) return refused('Rate limit exceeded', 'RATELIMITED', headers);
    if (request.path !== '/graphql') return { status: 404, body: { message: 'Not Found' } };
    if (!isLetIn(request.headers.authorization ?? ''))
      return refused('Authentication required, not authenticated', 'AUTHENTICATION_ERROR');
    const told = answerLinear(site, request.body, { isBent: options.isBent ?? false, next });
    const name = /query (\w+)/.exec(JSON.stringify(request.body))?.[1] ?? '';
    questions.push({ name, cost: Number(told.headers?.['x-complexity'] ?? 0) });
    return { ...told, headers: { ...told.headers, ...headers } };
  };
  const server = await startFaultyServer({ ...options, answer });
  return { address: server.address, site, requests: server.requests, questions, close: server.close };
}

/** An allowance that is full again each second; its reset is told in ms since 1970, by the clock that the Date header tells. */
function allowance(perSecond: number | undefined, now: () => number, skewMs: number) {
  let second = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (): { readonly headers: Readonly<Record<string, string>>; readonly isOver: boolean } => {
    if (perSecond === undefined) return { headers: {}, isOver: false };
    const at = Math.floor(now() / 1000);
    count = at === second ? count + 1 : 1;
    second = at;
    const headers = {
      date: new Date(now() + skewMs).toUTCString(),
      'x-ratelimit-requests-limit': String(perSecond),
      'x-ratelimit-requests-remaining': String(Math.max(0, perSecond - count)),
      'x-ratelimit-requests-reset': String((at + 1) * 1000 + skewMs),
    };
    return { headers, isOver: count > perSecond };
  };
}
