import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Context } from 'hono';

/** An answer's bytes, as they are and smaller, with the tag by which a browser asks whether it has them. */
export interface EncodedAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  /** null where it would save nothing. */
  readonly gzipped: Uint8Array<ArrayBuffer> | null;
  readonly contentType: string;
  readonly etag: string;
}

/** Smaller answers fit into a packet or two as they are. */
const FEWEST_BYTES = 1400;
/** The fast end: an answer of 80 kB takes a millisecond and loses nine tenths; slower levels win a few per cent more. */
const LEVEL = constants.Z_BEST_SPEED;

/** Pictures and fonts are compressed already. */
const SHRINKS = /^text\/|javascript|json|svg/;

const compress = promisify(gzip);

/** Compresses once what is given many times. Off the thread that answers. */
export async function encodeAnswer(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<EncodedAnswer> {
  const etag = `W/"${hash('sha1', body, 'base64url')}"`;
  const isWorthIt = body.byteLength >= FEWEST_BYTES && SHRINKS.test(contentType);
  if (!isWorthIt) return { body, gzipped: null, contentType, etag };
  return { body, gzipped: new Uint8Array(await compress(body, { level: LEVEL })), contentType, etag };
}

/** Gives the answer as the asker can read it, or only says that the asker has it already. By default a browser asks each time. */
export function giveAnswer(
  context: Context,
  { body, gzipped, contentType, etag }: EncodedAnswer,
  cacheControl = 'no-cache',
): Response {
  const headers = { 'content-type': contentType, etag, 'cache-control': cacheControl, vary: 'accept-encoding' };
  const known = context.req.header('if-none-match');
  if (known !== undefined && known.split(',').some((one) => one.trim() === etag)) {
    return context.body(null, 304, headers);
  }
  if (gzipped === null || !readsGzip(context.req.header('accept-encoding'))) return context.body(body, 200, headers);
  return context.body(gzipped, 200, { ...headers, 'content-encoding': 'gzip' });
}

/** Whether `accept-encoding` names gzip, and not to refuse it. */
export function readsGzip(accepted: string | undefined): boolean {
  return (accepted ?? '').split(',').some((one) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(one));
}
