import http from 'node:http';
import https from 'node:https';
import { gunzipSync } from 'node:zlib';
import type { HttpOptions, HttpRequest } from './http.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** As they came over the wire. */
  readonly bytes: number;
}

export type Sent =
  | { readonly answer: Answer }
  | { readonly problem: string; readonly isPassing: boolean; readonly cause: unknown };

const SILENCE_MS = 30_000;
const WHOLE_MS = 120_000;
const LARGEST_BYTES = 128 * 1024 * 1024;

/** What cannot get better by asking again. */
const LASTING: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no server of this name; check the address',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself; give the certificate as the source\u2019s ca',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate comes from a private authority; give that one\u2019s certificate as the source\u2019s ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an unknown authority; give that one\u2019s certificate as the source\u2019s ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an unknown authority; give that one\u2019s certificate as the source\u2019s ca',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; check the address',
};

const agents = new Map<string, http.Agent>();

/** One agent a kind of connection, so that connections are used again. */
function agentFor(url: URL, { ca, proxy }: HttpOptions): http.Agent {
  const key = JSON.stringify([url.protocol, ca ?? '', proxy ?? '']);
  const known = agents.get(key);
  if (known !== undefined) return known;
  const shared = {
    keepAlive: true,
    maxSockets: 8,
    ...(proxy === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } }),
  };
  const agent =
    url.protocol === 'https:'
      ? new https.Agent({ ...shared, ...(ca === undefined ? {} : { ca }) })
      : new http.Agent(shared);
  agents.set(key, agent);
  return agent;
}

/** Sends a request once and reads the whole answer. An answer that breaks off, drips or is too large is a problem, never half a text. */
export function sendOnce(url: URL, request: HttpRequest, options: HttpOptions): Promise<Sent> {
  return new Promise((resolve) => {
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    const unsendable = Object.entries({ ...options.headers, ...request.headers }).find(
      ([, value]) => !/^[\t\x20-\x7e\x80-\xff]*$/.test(value),
    );
    if (unsendable !== undefined) {
      resolve({
        problem: `the header ${unsendable[0]} holds a character that cannot be sent; was a line break copied into the credentials?`,
        isPassing: false,
        cause: null,
      });
      return;
    }
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method: request.method ?? 'GET',
      agent: agentFor(url, options),
      timeout: SILENCE_MS,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        'user-agent': 'millrace',
        ...(body === null
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
        ...options.headers,
        ...request.headers,
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const whole = setTimeout(
      () => end({ problem: `the answer was not whole after ${WHOLE_MS / 1000} s`, isPassing: true, cause: null }),
      WHOLE_MS,
    );
    let isEnded = false;
    const end = (sent: Sent): void => {
      if (isEnded) return;
      isEnded = true;
      clearTimeout(whole);
      if (!('answer' in sent)) outgoing.destroy();
      resolve(sent);
    };
    const broken = (error: unknown): void => end(problemOf(error));
    outgoing.on('timeout', () =>
      end({ problem: `nothing came for ${SILENCE_MS / 1000} s`, isPassing: true, cause: null }),
    );
    outgoing.on('error', broken);
    outgoing.on('response', (incoming) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      incoming.on('error', broken);
      incoming.on('aborted', () => end({ problem: 'the answer broke off', isPassing: true, cause: null }));
      incoming.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > LARGEST_BYTES)
          end({ problem: 'the answer is too large (over 128 MB)', isPassing: false, cause: null });
        else pieces.push(piece);
      });
      incoming.on('end', () => {
        const text = textOf(Buffer.concat(pieces), incoming.headers['content-encoding']);
        if (text === null)
          return end({ problem: 'the answer is broken (no whole gzip)', isPassing: true, cause: null });
        end({ answer: { status: incoming.statusCode ?? 0, headers: plainHeaders(incoming), text, bytes } });
      });
    });
    outgoing.end(body ?? undefined);
  });
}

function textOf(bytes: Buffer, encoding: string | undefined): string | null {
  if (encoding !== 'gzip' || bytes.length === 0) return bytes.toString();
  try {
    return gunzipSync(bytes, { maxOutputLength: 4 * LARGEST_BYTES }).toString();
  } catch {
    // Broken off or damaged on the way: the caller asks again.
    return null;
  }
}

function plainHeaders(incoming: http.IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function problemOf(error: unknown): Sent {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const lasting = LASTING[code];
  if (lasting !== undefined) return { problem: lasting, isPassing: false, cause: error };
  if (code === 'ECONNREFUSED')
    return {
      problem: 'nothing listens at this address (is the tool running, and the port right?)',
      isPassing: true,
      cause: error,
    };
  if (code === 'ABORT_ERR') return { problem: 'it was stopped', isPassing: false, cause: error };
  return { problem: `the connection broke${code === '' ? '' : ` (${code})`}`, isPassing: true, cause: error };
}
