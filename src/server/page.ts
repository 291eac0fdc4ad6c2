import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Next } from 'hono';

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

/** Serves the built page; every address that is no file is the page's own, and it finds its way there. */
export function servePage(folder: string) {
  const root = path.resolve(folder);
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      await next();
      return undefined;
    }
    const asked = path.normalize(decodePath(context.req.path));
    const file = path.join(root, asked);
    const isInside = file === root || file.startsWith(root + path.sep);
    const content = isInside && path.extname(file) !== '' ? await readFile(file).catch(() => null) : null;
    if (content !== null) {
      const isNamedByContent = asked.includes(`${path.sep}assets${path.sep}`);
      return context.body(new Uint8Array(content), 200, {
        'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
        'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    }
    if (asked.startsWith(`${path.sep}assets${path.sep}`)) return context.text('no such file', 404);
    const page = await readFile(path.join(root, 'index.html')).catch(() => null);
    if (page === null)
      return context.text(
        'The page is not built. Start Millrace with npm start or scripts/node.mjs: they build it.',
        503,
      );
    return context.body(new Uint8Array(page), 200, {
      'content-type': TYPES['.html'] ?? '',
      'cache-control': 'no-cache',
    });
  };
}

function decodePath(asked: string): string {
  try {
    return decodeURIComponent(asked);
  } catch {
    return '/';
  }
}
