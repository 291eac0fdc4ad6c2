import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { App } from '../app.ts';
import { forbidden } from '../errors.ts';
import { keep, listKept, TOKEN } from './kept.ts';

const PREFIX = 'mr_';

/** Makes a token that may push values of metrics. It is shown once: only its hash is kept. */
export async function createToken(app: App, name: string): Promise<{ id: string; token: string }> {
  const token = `${PREFIX}${randomBytes(24).toString('base64url')}`;
  const { id } = await keep(app, TOKEN, { body: { name, hash: hashOf(token) }, basedOn: 0 });
  return { id, token };
}

/** The tokens that hold, by name. */
export async function listTokens(app: App): Promise<{ id: string; name: string; createdAt: string }[]> {
  const tokens = await listKept(app, TOKEN);
  return tokens.map(({ id, body, savedAt }) => ({ id, name: body.name, createdAt: new Date(savedAt).toISOString() }));
}

/** Throws Forbidden unless the header of a request holds a token that holds. */
export async function requireToken(app: App, authorization: string | undefined): Promise<void> {
  const given = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (given === undefined) {
    throw forbidden(
      'push: the request names no token; send the header "authorization: Bearer mr_…", made under Settings or by POST /api/tokens',
    );
  }
  const hash = Buffer.from(hashOf(given));
  const isKnown = (await listKept(app, TOKEN)).some(({ body }) => timingSafeEqual(Buffer.from(body.hash), hash));
  if (!isKnown) throw forbidden('push: this token is not known here, or was taken back; make a new one');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
