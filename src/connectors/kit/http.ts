import { setTimeout as sleep } from 'node:timers/promises';
import { limitedFailure, noJson, refusalOf, told, wornOut } from './http-failures.ts';
import { LONGEST_PAUSE_MS, limitedUntil, pauseOf } from './rate-limit.ts';
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
  /** Below the base address, or whole: then it must be of the same server or of `otherOrigins`, so that no other one sees the credentials. */
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
  /** Of further servers of the same tool, e.g. `https://vsrm.dev.azure.com`: they get the credentials too. Never taken from an answer. */
  readonly otherOrigins?: readonly string[];
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
const FIRST_GAP_MS = 100;
const LONGEST_GAP_MS = 5_000;
/** A run waits so long for a server that says when to come again; beyond it the run ends and the next one goes on. */
const PATIENCE_MS = 15 * 60_000;

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
  /** Nothing is sent before it: the server asked for that, or others need room. */
  let pausedUntil = 0;
  /** The next turn under `perSecond`. */
  let nextTurn = 0;
  /** Between two turns: longer after each refusal, shorter after each answer, so that requests side by side do not meet the same one again. */
  let gap = 0;
  let gapSince = 0;

  const rest = async (ms: number): Promise<void> => {
    if (ms <= 0) return;
    spent.waitedMs += ms;
    await clock.wait(ms);
    options.signal?.throwIfAborted();
  };

  /** A turn is taken before it is waited for, so that requests side by side do not take the same one. */
  const waitForTurn = async (): Promise<void> => {
    do {
      const turn = Math.max(nextTurn, pausedUntil, clock.now());
      nextTurn = turn + Math.max(gap, options.perSecond === undefined ? 0 : 1000 / options.perSecond);
      await rest(turn - clock.now());
    } while (pausedUntil > clock.now());
  };

  const widenGap = (sentAt: number, now: number): void => {
    if (sentAt < gapSince) return;
    gap = Math.min(LONGEST_GAP_MS, Math.max(FIRST_GAP_MS, 2 * gap));
    gapSince = now;
  };

  const ask = async (request: HttpRequest): Promise<HttpAnswer> => {
    const url = addressOf(base, request, options);
    const startedAt = clock.now();
    /** Failures, and refusals for coming too often: the latter are waited for as long as patience lasts. */
    let tries = 0;
    let refusals = 0;
    for (;;) {
      options.signal?.throwIfAborted();
      await waitForTurn();
      spent.requests += 1;
      const sentAt = clock.now();
      const sent = await sendOnce(url, request, options);
      options.signal?.throwIfAborted();
      const now = clock.now();
      if ('answer' in sent) {
        const { answer } = sent;
        spent.bytes += answer.bytes;
        spent.skewMs = skewOf(answer, now) ?? spent.skewMs;
        pausedUntil = Math.max(pausedUntil, pauseOf(answer, now));
        // Also where the status itself is accepted: GitHub says 403 to what is not allowed, and to what comes too often.
        const limited = limitedUntil(answer, now);
        if (limited !== null) {
          refusals += 1;
          widenGap(sentAt, now);
          const until = Math.max(limited, now + pauseAfter(refusals));
          if (until - startedAt > PATIENCE_MS) throw limitedFailure(options, request, until);
          pausedUntil = Math.max(pausedUntil, until);
          spent.retries += 1;
          continue;
        }
        gap = gap < FIRST_GAP_MS / 2 ? 0 : 0.9 * gap;
        tries += 1;
        const read = isWanted(answer, request) ? readJson(answer) : null;
        if (read?.ok === true) return { status: answer.status, headers: answer.headers, json: read.json };
        if (read === null && answer.status < 500 && answer.status !== 408) {
          throw refusalOf(options, request, answer);
        }
        if (tries >= TRIES)
          throw read === null ? wornOut(options, request, answer, now, tries) : noJson(options, request, tries);
      } else {
        tries += 1;
        if (tries >= TRIES || !sent.isPassing) {
          throw new SourceFailure(
            'unreachable',
            `${told(options, request)}: ${sent.problem}${sent.isPassing ? `, ${tries} times` : ''}`,
            { retryAt: now + LONGEST_PAUSE_MS, cause: sent.cause },
          );
        }
      }
      spent.retries += 1;
      await rest(pauseAfter(tries));
    }
  };
  return { ask, spent: () => ({ ...spent }) };
}

/** Longer after each failure. Unit: ms. */
function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
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

function addressOf(base: URL, { path, query = {} }: HttpRequest, { source, otherOrigins = [] }: HttpOptions): URL {
  const url = /^https?:/.test(path) ? new URL(path) : new URL(path.replace(/^\//, ''), base);
  if (url.origin !== base.origin && !otherOrigins.includes(url.origin)) {
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
