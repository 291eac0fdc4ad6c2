import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '../app.ts';
import { Failure, invalid } from '../errors.ts';
import { fileFault } from '../file-faults.ts';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_FILE = 'secret.key';

/** Seals a credential so that the store alone tells nothing. It is bound to its place: moved to another source or name, it does not open. */
export async function seal(app: App, place: string, secret: string): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await keyOf(app), nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString('base64url')}`;
}

/** Throws Invalid where the key is another one than it was sealed with. */
export async function unseal(app: App, place: string, sealed: string): Promise<string> {
  const bytes = Buffer.from(sealed.slice(VERSION.length + 1), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(app), bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString();
  } catch {
    // The cipher says only that it does not fit.
    throw invalid(
      `source: the kept credentials of ${place.split('/')[0]} do not open with this key; bring back the key they were saved with (MILLRACE_SECRET_KEY or ${KEY_FILE} beside the store), or give the credentials again`,
    );
  }
}

/** The key from the environment, else from a file beside the store that only its owner may read; made at first need. */
async function keyOf(app: App): Promise<Buffer> {
  if (app.secretKey !== null) return createHash('sha256').update(app.secretKey).digest();
  const file = path.join(app.folder, KEY_FILE);
  try {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return await makeKey(file);
    // On systems without modes of files nothing can be said about who reads it.
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    const key = Buffer.from(text.trim(), 'base64url');
    if (key.length !== 32)
      throw invalid(`source: ${file} holds no key; bring back the one that credentials were saved with`);
    return key;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw invalid(`source: the key for credentials, ${file}, cannot be read or made: ${fileFault(error)}`);
  }
}

async function makeKey(file: string): Promise<Buffer> {
  const key = randomBytes(32);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, key.toString('base64url'), { mode: 0o600, flag: 'wx' });
  return key;
}
