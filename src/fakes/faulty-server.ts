import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a fake tool answers to a request. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body: unknown;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  /** Parsed JSON; null where there is none. */
  readonly body: unknown;
}

/** How an answer goes wrong on its way. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** The connection is cut before a byte. */
  | { readonly kind: 'reset' }
  /** Half of the answer, then the connection is cut. */
  | { readonly kind: 'half' }
  /** Half of the answer as if that were all. */
  | { readonly kind: 'truncated' }
  /** The answer comes in pieces with pauses. */
  | { readonly kind: 'drip'; readonly pauseMs: number };

export interface FaultyServerOptions {
  readonly answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>;
  /** The fault of the nth request, from 0; null: none. */
  readonly faultOf?: (request: FakeRequest, index: number) => Fault | null;
  /** What its Date header is ahead of the clock of this machine. Unit: ms. */
  readonly skewMs?: number;
  readonly port?: number;
}

export interface FaultyServer {
  readonly address: string;
  /** Method and path of all requests so far, with their query. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** A server on loopback that answers as told and goes wrong as told. */
export async function startFaultyServer(options: FaultyServerOptions): Promise<FaultyServer> {
  const requests: string[] = [];
  const server = http.createServer((incoming, outgoing) => {
    void serve(incoming, outgoing, options, requests).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the fake server has no port');
  return address.port;
}

async function serve(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  { answer, faultOf, skewMs = 0 }: FaultyServerOptions,
  requests: string[],
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const request: FakeRequest = {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: await bodyOf(incoming),
  };
  const fault = faultOf?.(request, requests.length) ?? null;
  requests.push(`${request.method} ${url.pathname}${url.search}`);
  if (fault?.kind === 'reset') {
    outgoing.destroy();
    return;
  }
  const { status, headers, body } =
    fault?.kind === 'status'
      ? {
          status: fault.status,
          headers: fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) },
          body: { message: 'a fault' },
        }
      : await answer(request);
  const text = body === null ? '' : JSON.stringify(body);
  outgoing.sendDate = false;
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    date: new Date(Date.now() + skewMs).toUTCString(),
    ...headers,
    ...(fault?.kind === 'half' ? { 'content-length': String(Buffer.byteLength(text)) } : {}),
  });
  if (fault?.kind === 'half') {
    outgoing.write(text.slice(0, text.length >> 1));
    setTimeout(() => outgoing.destroy(), 5);
  } else if (fault?.kind === 'truncated') outgoing.end(text.slice(0, text.length >> 1));
  else if (fault?.kind === 'drip') await drip(outgoing, text, fault.pauseMs);
  else outgoing.end(text);
}

async function drip(outgoing: http.ServerResponse, text: string, pauseMs: number): Promise<void> {
  const size = Math.max(1, Math.ceil(text.length / 5));
  for (let from = 0; from < text.length; from += size) {
    outgoing.write(text.slice(from, from + size));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  outgoing.end();
}

async function bodyOf(incoming: http.IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) if (Buffer.isBuffer(piece)) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    // A form or a broken body: the fake answers as to none.
    return null;
  }
}
