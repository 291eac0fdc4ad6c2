import type { Context, Next } from 'hono';
import { viewQuery } from '../api/view.ts';
import type { App } from '../app/app.ts';
import { latestMap } from '../app/latest-map.ts';
import { openStreams } from '../app/load-stream.ts';
import { askOpened, askView } from '../app/view.ts';

/** How much memory remembered answers may take. */
const KEPT_BYTES = 128_000_000;
const KEPT_ANSWERS = 20_000;

/** Answers that depend on nothing but the address, the facts of the streams and their clock. */
const OF_STREAM =
  /^\/api\/streams\/([^/]+)\/(?:overview|measures|charts|aging|problems|facets|backtest|forecast|items$)/;
const PORTFOLIO = '/api/portfolio';

interface Remembered {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/**
 * Gives an answer again, byte for byte, while what it was computed from is the same: the key holds the version of every stream's facts
 * and the moment they are seen from. Who asks for what is just being computed waits for it instead of computing it, too.
 */
export function rememberAnswers(app: App) {
  const kept = latestMap<string, Remembered>(KEPT_ANSWERS, {
    budget: KEPT_BYTES,
    weigh: ({ body }) => body.byteLength + 1000,
  });
  const underWay = new Map<string, Promise<Remembered | null>>();

  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const key = await keyOf(app, context);
    if (key === null) {
      await next();
      return undefined;
    }
    const known = kept.get(key) ?? (await underWay.get(key));
    if (known !== undefined && known !== null) return answer(context, known);
    const computing = Promise.withResolvers<Remembered | null>();
    underWay.set(key, computing.promise);
    let made: Remembered | null = null;
    try {
      await next();
      made = await remembered(context);
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
  const stream = OF_STREAM.exec(path)?.[1];
  if (stream === undefined && path !== PORTFOLIO) return null;
  const query = viewQuery.safeParse(context.req.query());
  if (!query.success) return null;
  const address = context.req.url.slice(context.req.url.indexOf(path));
  if (stream !== undefined) return `${address} ${(await askView(app, decodeURIComponent(stream), query.data)).key}`;
  const all = (await openStreams(app)).map((open) => askOpened(open, query.data).key);
  return `${address} ${all.join(' ')}`;
}

async function remembered(context: Context): Promise<Remembered | null> {
  const response = context.res;
  if (response.status !== 200) return null;
  const contentType = response.headers.get('content-type') ?? 'application/json';
  const made = { body: new Uint8Array(await response.arrayBuffer()), contentType };
  context.res = undefined;
  context.res = answer(context, made);
  return made;
}

function answer(context: Context, { body, contentType }: Remembered): Response {
  return context.body(body, 200, { 'content-type': contentType });
}
