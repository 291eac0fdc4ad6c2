import type { Context, Next } from 'hono';

import { invalid } from '../app/errors.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Throws Invalid for an address that others could reach. */
export function requireLoopback(host: string): void {
  if (LOOPBACK.has(host)) return;
  throw invalid(
    `server: will not listen on "${host}": without accounts anybody on the network could read and change everything; ` +
      'listen on 127.0.0.1 and put a proxy that asks for a login in front',
  );
}

/**
 * There are no accounts yet, so only this machine may ask, and only pages of this server may write: a foreign site open in the same
 * browser can send requests here, by its own name pointed at 127.0.0.1 or across origins.
 */
export async function guardLoopback(context: Context, next: Next): Promise<Response | undefined> {
  const host = context.req.header('host') ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (!LOOPBACK.has(name))
    return refuse(context, `this server answers to 127.0.0.1 and localhost only, not to "${name}"`);
  const origin = context.req.header('origin');
  const isWrite = context.req.method !== 'GET' && context.req.method !== 'HEAD';
  if (isWrite && origin !== undefined && origin !== `http://${host}`) {
    return refuse(context, `a page of ${origin} may not write here`);
  }
  // Set before the answer is made: an answer that is changed afterwards is made twice.
  context.header('x-content-type-options', 'nosniff');
  context.header('referrer-policy', 'no-referrer');
  context.header('x-frame-options', 'DENY');
  context.header(
    'content-security-policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'none'",
  );
  await next();
  return undefined;
}

/** Refuses an address that is no text, before any route reads it. */
export async function guardAddress(context: Context, next: Next): Promise<Response | undefined> {
  const decoded = decodedAddress(context.req.raw.url);
  if (decoded === null) throw invalid('the address is not valid: a % in it is written %25');
  if (decoded.includes('\0')) throw invalid('the address is not valid: it must not hold the character U+0000');
  await next();
  return undefined;
}

function decodedAddress(url: string): string | null {
  try {
    return decodeURIComponent(url);
  } catch {
    // a question, not a fault: the caller tells
    return null;
  }
}

function refuse(context: Context, message: string): Response {
  return context.json({ error: { code: 'forbidden', message } }, 403);
}
