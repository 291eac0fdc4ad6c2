import { z } from 'zod';
import type { Http, HttpAnswer, HttpClock } from '../kit/http.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import type { GitHubConfig } from './config.ts';

/** Both ways of asking GitHub. */
export interface GitHub {
  readonly get: (path: string, query?: Query, options?: GetOptions) => Promise<HttpAnswer>;
  /** Throws `TooMuch` where a question that can be put in parts is not answered as one. */
  readonly graph: <Data>(
    query: string,
    variables: Variables,
    shape: z.ZodType<Data>,
    options?: { readonly hasParts: boolean },
  ) => Promise<GraphAnswer<Data>>;
}

type Query = Readonly<Record<string, string | number | undefined>>;
export type Variables = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

interface GetOptions {
  readonly accept?: readonly number[];
  readonly etag?: string | null;
}

export interface GraphAnswer<Data> {
  readonly data: Data;
  /** Places that these credentials may not see, or that are not there, e.g. `r0.deployments`. */
  readonly withheld: readonly string[];
}

/** The server knows a field or type of the query not yet: an Enterprise server of some age. */
export class UnknownField extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnknownField';
  }
}

/** GitHub gave up on the question: it asks for too much at once. */
export class TooMuch extends Error {
  constructor() {
    super('GitHub did not answer so much at once');
    this.name = 'TooMuch';
  }
}

const VERSION = '2022-11-28';
const PATIENCE_MS = 15 * 60_000;
const HEAVY_TRIES = 6;
/** What stands before GitHub says so when it takes too long. */
const GAVE_UP: readonly number[] = [502, 504];

const graphShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        type: z.string().optional(),
        message: z.string().default(''),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

const WITHHELD = new Set(['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES']);

export function openGitHub(http: Http, config: GitHubConfig, clock: HttpClock): GitHub {
  const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': VERSION };
  const graphPath = /\/api\/v3\/?$/.test(config.url) ? config.url.replace(/\/v3\/?$/, '/graphql') : '/graphql';

  const get: GitHub['get'] = (path, query, { accept = [], etag = null } = {}) =>
    http.ask({
      path,
      ...(query === undefined ? {} : { query }),
      headers: { ...headers, ...(etag === null ? {} : { 'if-none-match': etag }) },
      accept: etag === null ? accept : [...accept, 304],
    });

  const graph: GitHub['graph'] = async (query, asked, shape, { hasParts } = { hasParts: false }) => {
    let variables = asked;
    const accept = hasParts ? GAVE_UP : [];
    for (let tries = 1; ; tries += 1) {
      const answer = await http.ask({ method: 'POST', path: graphPath, headers, body: { query, variables }, accept });
      if (GAVE_UP.includes(answer.status)) throw new TooMuch();
      const { data, errors } = parsed(graphShape, answer.json, 'the GraphQL answer');
      if (
        errors.some(({ extensions }) => extensions?.code === 'undefinedField' || extensions?.code === 'undefinedType')
      )
        throw new UnknownField(errors[0]?.message ?? '');
      if (errors.some(({ type }) => type === 'RATE_LIMITED')) {
        await waitForRoom(answer, clock);
        continue;
      }
      const others = errors.filter(({ type }) => type === undefined || !WITHHELD.has(type));
      if (others.length === 0) {
        return {
          data: parsed(shape, data, 'the GraphQL answer'),
          withheld: errors.map(({ path = [] }) => path.join('.')),
        };
      }
      if (hasParts) throw new TooMuch();
      // GitHub gives up on heavy questions after ten seconds: a smaller page may pass.
      if (tries >= HEAVY_TRIES)
        throw new SourceFailure('unreadable', `GitHub did not answer a query: ${others[0]?.message.slice(0, 200)}`);
      if (typeof variables.first === 'number')
        variables = { ...variables, first: Math.max(1, Math.floor(variables.first / 2)) };
      await clock.wait(1000 * tries);
    }
  };
  return { get, graph };
}

/** Used up is said in a good answer: the kit sees nothing wrong with it. */
async function waitForRoom({ headers }: HttpAnswer, clock: HttpClock): Promise<void> {
  const reset = 1000 * Number(headers['x-ratelimit-reset'] ?? 0);
  const until = Math.max(reset, clock.now() + 60_000);
  if (until - clock.now() > PATIENCE_MS) {
    throw new SourceFailure(
      'limited',
      `GitHub: the token's allowance is used up until ${new Date(until).toISOString()}; the next run goes on from here`,
      { retryAt: until },
    );
  }
  await clock.wait(until - clock.now());
}

/** What the vendor answered, checked; a failure names the place and never a value. */
export function parsed<Data>(shape: z.ZodType<Data>, value: unknown, what: string): Data {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SourceFailure(
    'unreadable',
    `GitHub: ${what} is not as expected at "${issue?.path.join('.') ?? ''}"; is the address that of its API?`,
  );
}

/** Path of the next page within the API, as its Link header says; null at the last. */
export function nextPage({ headers }: HttpAnswer): string | null {
  return /<([^>]+)>;\s*rel="next"/.exec(headers.link ?? '')?.[1] ?? null;
}
