import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, sendOnce } from './send-once.ts';
import { SourceFailure } from './source-failure.ts';

/** How one server is asked: politely, again where that may help, and never for longer than is good for either. */
export interface Http {
  readonly ask: (request: HttpRequest) => Promise<HttpAnswer>;
  /** What it has cost so far. */
  readonly spent: () => HttpSpent;
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  /** Below the base address, or whole: then it must be of the same server, so that no other one sees the credentials. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Further statuses that are an answer and no failure, e.g. 404 for what may be gone. */
  readonly accept?: readonly number[];
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as JSON; null where there is none. */
  readonly json: unknown;
}

export interface HttpSpent {
  readonly requests: number;
  readonly bytes: number;
  readonly retries: number;
  /** Time spent waiting because the server asked for it, or to leave room for others. Unit: ms. */
  readonly waitedMs: number;
  /** The server's clock less this machine's at its last answer, as its Date header says; null before the first. Unit: ms. */
  readonly skewMs: number | null;
}

export interface HttpOptions {
  /** E.g. `https://example.atlassian.net`. */
  readonly baseUrl: string;
  /** Name of the source in messages. */
  readonly source: string;
  /** Sent with each request; holds the credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** Certificates of a private authority, PEM. */
  readonly ca?: string;
  /** Address of a proxy, e.g. `http://proxy:3128`. */
  readonly proxy?: string;
  /** At most so many requests a second. */
  readonly perSecond?: number;
  readonly clock?: HttpClock;
  readonly signal?: AbortSignal;
}

/** Time as the client sees it; tests give their own, so that they do not wait. */
export interface HttpClock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const TRIES = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** A run waits so long for a server that says when to come again; beyond it the run ends and the next one goes on. */
const PATIENCE_MS = 15 * 60_000;
/** This share of what the server allows is left to others. */
const LEFT_TO_OTHERS = 0.2;

/** A client for one server. Its failures are `SourceFailure`. */
export function openHttp(options: HttpOptions): Http {
  const base = baseOf(options);
  const clock = options.clock ?? {
    now: Date.now,
    wait: (ms) => sleep(ms, undefined, options.signal === undefined ? {} : { signal: options.signal }),
  };
  const spent: { -readonly [Key in keyof HttpSpent]: HttpSpent[Key] } = {
    requests: 0,
    bytes: 0,
    retries: 0,
    waitedMs: 0,
    skewMs: null,
  };
  let notBefore = 0;

  const rest = async (ms: number): Promise<void> => {
    if (ms <= 0) return;
    spent.waitedMs += ms;
    await clock.wait(ms);
  };

  const ask = async (request: HttpRequest): Promise<HttpAnswer> => {
    const url = addressOf(base, request, options.source);
    for (let tries = 1; ; tries += 1) {
      options.signal?.throwIfAborted();
      await rest(notBefore - clock.now());
      if (options.perSecond !== undefined) notBefore = Math.max(notBefore, clock.now()) + 1000 / options.perSecond;
      spent.requests += 1;
      const sent = await sendOnce(url, request, options);
      if ('answer' in sent) {
        const { answer } = sent;
        spent.bytes += answer.bytes;
        spent.skewMs = skewOf(answer, clock.now()) ?? spent.skewMs;
        notBefore = Math.max(notBefore, pauseOf(answer, clock.now()));
        if (isWanted(answer, request)) {
          const read = readJson(answer);
          if (read.ok) return { status: answer.status, headers: answer.headers, json: read.json };
          if (tries >= TRIES)
            throw new SourceFailure(
              'unreadable',
              `${told(options, request)}: the answer is no JSON, ${tries} times; is it a page of a proxy or a sign-in?`,
            );
        } else {
          const limited = limitedUntil(answer, clock.now());
          if (limited !== null) {
            if (limited - clock.now() > PATIENCE_MS) throw limitedFailure(options, request, limited);
            notBefore = Math.max(notBefore, limited);
          } else if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
            throw refusalOf(options, request, answer);
          }
          if (tries >= TRIES)
            throw new SourceFailure(
              'unreachable',
              `${told(options, request)}: it answered ${answer.status}, ${tries} times; see whether the server is well`,
              { retryAt: clock.now() + LONGEST_PAUSE_MS },
            );
          if (limited !== null) continue;
        }
      } else if (tries >= TRIES || !sent.isPassing) {
        throw new SourceFailure(
          'unreachable',
          `${told(options, request)}: ${sent.problem}${sent.isPassing ? `, ${tries} times` : ''}`,
          { retryAt: clock.now() + LONGEST_PAUSE_MS, cause: sent.cause },
        );
      }
      spent.retries += 1;
      await rest(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)));
    }
  };
  return { ask, spent: () => ({ ...spent }) };
}

function baseOf({ baseUrl, source }: HttpOptions): URL {
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new SourceFailure('refused', `${source}: "${baseUrl}" is no address; write it as https://HOST`);
  }
  const base = new URL(baseUrl);
  if (base.username !== '' || base.password !== '') {
    throw new SourceFailure(
      'refused',
      `${source}: the address holds a user name or password; give them as credentials`,
    );
  }
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return base;
}

function addressOf(base: URL, { path, query = {} }: HttpRequest, source: string): URL {
  const url = /^https?:/.test(path) ? new URL(path) : new URL(path.replace(/^\//, ''), base);
  if (url.origin !== base.origin) {
    throw new SourceFailure(
      'refused',
      `${source}: the server leads on to ${url.host}, which gets no credentials of ${base.host}; check the address of the source`,
    );
  }
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

function isWanted({ status }: Answer, { accept = [] }: HttpRequest): boolean {
  return (status >= 200 && status < 300) || accept.includes(status);
}

function readJson({ text, status }: Answer): { ok: true; json: unknown } | { ok: false } {
  if (text.trim() === '') return { ok: true, json: null };
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch {
    // A status that is accepted beside the good ones (404, 304 …) may bring a page of text.
    return status >= 300 ? { ok: true, json: null } : { ok: false };
  }
}

function skewOf({ headers }: Answer, now: number): number | null {
  const at = Date.parse(headers.date ?? '');
  return Number.isNaN(at) ? null : at - now;
}

/** When to ask again, so that others find room: once little is left, what is left is spread over the time until it is filled up again. */
function pauseOf({ headers }: Answer, now: number): number {
  const remaining = numberOf(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']);
  const limit = numberOf(headers['x-ratelimit-limit'] ?? headers['ratelimit-limit']);
  const reset = resetOf(headers, now);
  if (remaining === null || limit === null || reset === null || limit <= 0) return 0;
  const spare = remaining - limit * LEFT_TO_OTHERS;
  if (spare > limit * LEFT_TO_OTHERS) return 0;
  return now + Math.min(LONGEST_PAUSE_MS, Math.max(0, reset - now) / Math.max(1, spare));
}

/** Until when the server wants to be left alone; null where it does not say so. */
function limitedUntil({ status, headers, text }: Answer, now: number): number | null {
  const after = headers['retry-after'];
  const seconds = numberOf(after);
  const told = seconds === null ? Date.parse(after ?? '') : now + 1000 * seconds;
  if (status === 429 || status === 503)
    return Number.isNaN(told) ? (status === 429 ? (resetOf(headers, now) ?? null) : null) : told;
  if (status !== 403) return null;
  if (!Number.isNaN(told)) return told;
  if (numberOf(headers['x-ratelimit-remaining']) === 0) return resetOf(headers, now) ?? now + LONGEST_PAUSE_MS;
  return /secondary rate limit|abuse detection/i.test(text) ? now + LONGEST_PAUSE_MS : null;
}

/** As seconds since 1970, as seconds from now, or as an instant in words. */
function resetOf(headers: Answer['headers'], now: number): number | null {
  const text = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
  if (text === undefined) return null;
  const number = numberOf(text);
  if (number === null) return Number.isNaN(Date.parse(text)) ? null : Date.parse(text);
  return number > 1e8 ? 1000 * number : now + 1000 * number;
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

function limitedFailure(options: HttpOptions, request: HttpRequest, until: number): SourceFailure {
  return new SourceFailure(
    'limited',
    `${told(options, request)}: it asks to be left alone until ${new Date(until).toISOString()}; the next run goes on from here`,
    { retryAt: until },
  );
}

function refusalOf(options: HttpOptions, request: HttpRequest, { status, text }: Answer): SourceFailure {
  const asked = told(options, request);
  if (status === 401)
    return new SourceFailure(
      'unauthorised',
      `${asked}: the credentials are not taken (401); make new ones and save them in the source`,
    );
  if (status === 403)
    return new SourceFailure(
      'forbidden',
      `${asked}: it is not allowed with these credentials (403)${saidIn(text)}; give them the permission that the source's guide names`,
    );
  if (status === 404 || status === 410)
    return new SourceFailure(
      'missing',
      `${asked}: it is not there, or may not be seen with these credentials (${status}); check its name and the permissions`,
    );
  return new SourceFailure('refused', `${asked}: the server answered ${status}${saidIn(text)}`);
}

/** What the server says is wrong, short; servers do not repeat secrets, and addresses with a query are not shown. */
function saidIn(text: string): string {
  const words = /"(?:message|errorMessages|error_description|error)"\s*:\s*\[?\s*"([^"]{1,200})"/.exec(text)?.[1];
  return words === undefined ? '' : `: ${words}`;
}

/** What was asked, without its query: that may hold what people wrote. */
function told({ source, baseUrl }: HttpOptions, { method = 'GET', path }: HttpRequest): string {
  const place = /^https?:/.test(path) ? new URL(path).pathname : `/${path.replace(/^\//, '')}`;
  return `${source}: ${method} ${place.split('?')[0]} at ${new URL(baseUrl).host}`;
}
