import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Names under which a Chromium lies on the path. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page lives for seconds here: optimising its code would cost more than it saves.
  '--js-flags=--no-opt --no-maglev',
];
const CURE = 'npx playwright-core install --with-deps chromium';

/**
 * A real browser: a Chromium of this machine, else the packaged one. Without either the tests fail with the command that
 * cures it; they are never left out.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = onPath() ?? installed() ?? (await packaged());
  if (executablePath === null) throw new Error(`no Chromium was found; run: ${CURE}`);
  try {
    return await chromium.launch({ executablePath, args: FLAGS });
  } catch (error) {
    throw new Error(`Chromium at ${executablePath} does not start; run: ${CURE}`, { cause: error });
  }
}

function onPath(): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return places.find((place) => existsSync(place)) ?? null;
}

/** Where the curing command puts it. */
function installed(): string | null {
  const place = chromium.executablePath();
  return existsSync(place) ? place : null;
}

/** The packaged Chromium brings its own libraries; it needs glibc and x64. Unpacked once a machine, in a folder of its own. */
async function packaged(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = path.join(os.tmpdir(), `millrace-chromium-${os.userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  // Read when the package is loaded: without it the libraries stay packed.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    return await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
