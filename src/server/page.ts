import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Next } from 'hono';
import { type EncodedAnswer, encodeAnswer, giveAnswer } from './encode-answer.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** Files as they are given, compressed once; made anew when the page was built anew. */
type Files = Map<string, { readonly changedAt: number; readonly answer: EncodedAnswer }>;

/** Serves the built page; every address that is no file is the page's own, and it finds its way there. */
export function servePage(folder: string) {
  const root = path.resolve(folder);
  const files: Files = new Map();
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      await next();
      return undefined;
    }
    const asked = path.normalize(decodePath(context.req.path));
    const file = path.join(root, asked);
    const isInside = file === root || file.startsWith(root + path.sep);
    const found = isInside && path.extname(file) !== '' ? await readEncoded(files, file) : null;
    if (found !== null) {
      const isNamedByContent = asked.includes(`${path.sep}assets${path.sep}`);
      return giveAnswer(context, found, isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
    }
    if (asked.startsWith(`${path.sep}assets${path.sep}`)) return context.text('no such file', 404);
    const page = await readEncoded(files, path.join(root, 'index.html'));
    if (page === null)
      return context.text(
        'The page is not built. Start Millrace with npm start or scripts/node.mjs: they build it.',
        503,
      );
    return giveAnswer(context, page);
  };
}

/** null when there is no such file. */
async function readEncoded(files: Files, file: string): Promise<EncodedAnswer | null> {
  const changedAt = await stat(file).then(
    (found) => (found.isFile() ? found.mtimeMs : null),
    () => null,
  );
  if (changedAt === null) return null;
  const known = files.get(file);
  if (known?.changedAt === changedAt) return known.answer;
  const content = await readFile(file).catch(() => null);
  if (content === null) return null;
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  const answer = await encodeAnswer(new Uint8Array(content), type);
  files.set(file, { changedAt, answer });
  return answer;
}

function decodePath(asked: string): string {
  try {
    return decodeURIComponent(asked);
  } catch {
    return '/';
  }
}
