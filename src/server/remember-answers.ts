import type { Context, Next } from 'hono';
import { viewQuery } from '../api/view.ts';
import type { App } from '../app/app.ts';
import { latestMap } from '../app/latest-map.ts';
import { openStreams } from '../app/load-stream.ts';
import { askOpened, askView } from '../app/view.ts';
import { type EncodedAnswer, encodeAnswer, giveAnswer } from './encode-answer.ts';

/** How much memory remembered answers may take. */
const KEPT_BYTES = 128_000_000;
const KEPT_ANSWERS = 20_000;

/**
 * Answers that depend on nothing but the address, the facts of the streams and their clock. Flow predictability depends on iterations,
 * too, and is kept where these are read.
 */
const OF_STREAM =
  /^\/api\/streams\/([^/]+)\/(?:overview|measures\/(?!flow-predictability)|charts|aging|problems|facets|backtest|forecast|items$)/;
const PORTFOLIO = '/api/portfolio';
/** Answers that depend on nothing but what the store holds; remembered where its changes are counted. */
const OF_STORE = new Set(['/api/streams', '/api/notes']);

/**
 * Gives an answer again, byte for byte, while what it was computed from is the same: the key holds the version of every stream's facts
 * and the moment they are seen from. Who asks for what is just being computed waits for it instead of computing it, too.
 */
export function rememberAnswers(app: App) {
  const kept = latestMap<string, EncodedAnswer>(KEPT_ANSWERS, {
    budget: KEPT_BYTES,
    weigh: ({ body, gzipped }) => body.byteLength + (gzipped?.byteLength ?? 0) + 1000,
  });
  const underWay = new Map<string, Promise<EncodedAnswer | null>>();

  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const key = await keyOf(app, context);
    if (key === null) {
      await next();
      if (context.req.method === 'GET') await encoded(context);
      return undefined;
    }
    const known = kept.get(key) ?? (await underWay.get(key));
    if (known !== undefined && known !== null) return giveAnswer(context, known);
    const computing = Promise.withResolvers<EncodedAnswer | null>();
    underWay.set(key, computing.promise);
    let made: EncodedAnswer | null = null;
    try {
      await next();
      made = await encoded(context);
      if (made !== null) kept.set(key, made);
    } finally {
      underWay.delete(key);
      computing.resolve(made);
    }
    return undefined;
  };
}

/** null: not to be remembered, among them every question that is not valid. */
async function keyOf(app: App, context: Context): Promise<string | null> {
  if (context.req.method !== 'GET') return null;
  const { path } = context.req;
  const changes = OF_STORE.has(path) ? app.changes() : null;
  if (changes !== null) return `${context.req.url} ${changes}`;
  const stream = OF_STREAM.exec(path)?.[1];
  if (stream === undefined && path !== PORTFOLIO) return null;
  const query = viewQuery.safeParse(context.req.query());
  if (!query.success) return null;
  const address = context.req.url.slice(context.req.url.indexOf(path));
  if (stream !== undefined) return `${address} ${(await askView(app, decodeURIComponent(stream), query.data)).key}`;
  const all = (await openStreams(app)).map((open) => askOpened(open, query.data).key);
  return `${address} ${all.join(' ')}`;
}

/** Puts the answer in the form that the asker reads best; null for failures and for what is no JSON. */
async function encoded(context: Context): Promise<EncodedAnswer | null> {
  const response = context.res;
  const contentType = response.headers.get('content-type') ?? '';
  if (response.status !== 200 || !contentType.startsWith('application/json')) return null;
  const made = await encodeAnswer(new Uint8Array(await response.arrayBuffer()), contentType);
  context.res = undefined;
  context.res = giveAnswer(context, made);
  return made;
}
