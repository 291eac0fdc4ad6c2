// Installs and builds what a start needs, and does nothing when that is done already. Plain JavaScript for any Node from 20 up.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const modules = path.join(root, 'node_modules');
const installStamp = path.join(modules, '.prepared');
const pageFolder = path.join(root, 'dist', 'web');
const pageStamp = path.join(root, 'dist', '.page');
const lockFolder = path.join(root, '.preparing');
/** Node that runs TypeScript as it is. */
const NEEDED = [22, 18];

/** Prepares and answers with the path of the Node to run with. Two starts at once wait for each other. */
export async function prepare({ needsPage }) {
  if (!isReady(needsPage)) {
    const release = await takeLock();
    try {
      if (!isInstalled()) await install();
      if (needsPage && !isPageBuilt()) await buildPage();
    } finally {
      release();
    }
  }
  return findNode();
}

function isReady(needsPage) {
  return isInstalled() && findNode() !== null && (!needsPage || isPageBuilt());
}

function isInstalled() {
  return readText(installStamp) === installHash();
}

function isPageBuilt() {
  return fs.existsSync(path.join(pageFolder, 'index.html')) && readText(pageStamp) === pageHash();
}

async function install() {
  await step('installing packages', 'npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit']);
  if (findInnerNode() === null && !isEnough(process.versions.node)) {
    await step('fetching Node 24', 'npm', ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
  }
  if (findNode() === null) {
    fail(
      `this machine's Node is ${process.versions.node} and the packaged Node 24 does not run here; ` +
        `install Node ${NEEDED.join('.')} or newer and try again`,
    );
  }
  fs.writeFileSync(installStamp, installHash());
}

async function buildPage() {
  const vite = path.join(modules, 'vite', 'bin', 'vite.js');
  await step('building the page', findNode(), [vite, 'build', '--logLevel', 'warn']);
  fs.mkdirSync(path.dirname(pageStamp), { recursive: true });
  fs.writeFileSync(pageStamp, pageHash());
}

function findNode() {
  return findInnerNode() ?? (isEnough(process.versions.node) ? process.execPath : null);
}

function findInnerNode() {
  const inner = path.join(modules, '.bin', 'node');
  try {
    // A rebuilt link may lead nowhere.
    return fs.statSync(inner).size > 1_000_000 ? inner : null;
  } catch {
    return null;
  }
}

function isEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

function installHash() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'package.json']) hash.update(fs.readFileSync(path.join(root, file)));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

/** Everything the page is built from. */
function pageHash() {
  const hash = createHash('sha256').update(installHash());
  for (const place of ['src/web', 'src/api', 'src/flow', 'src/statistics', 'src/outcomes', 'vite.config.ts']) {
    for (const file of filesUnder(path.join(root, place))) {
      if (file.endsWith('.test.ts')) continue;
      hash.update(path.relative(root, file)).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function filesUnder(place) {
  if (!fs.existsSync(place)) return [];
  if (fs.statSync(place).isFile()) return [place];
  const inside = fs.readdirSync(place).sort();
  return inside.flatMap((name) => filesUnder(path.join(place, name)));
}

/** Runs a command quietly, with the time it takes on screen; its output is shown only when it fails. */
async function step(what, command, args) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const isTerminal = process.stderr.isTTY === true;
  if (!isTerminal) process.stderr.write(`millrace: ${what} …\n`);
  const ticking = isTerminal
    ? setInterval(() => process.stderr.write(`\rmillrace: ${what} … ${seconds()} s`), 250)
    : null;
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.on('close', resolve);
  });
  if (ticking !== null) clearInterval(ticking);
  if (code !== 0) fail(`${what} failed:\n${output.trim()}`);
  process.stderr.write(`${isTerminal ? '\r' : ''}millrace: ${what} … done in ${seconds()} s\n`);
}

/** A folder as lock: made by one process only; one left behind by a process that is gone is taken over. */
async function takeLock() {
  let isTold = false;
  for (;;) {
    try {
      fs.mkdirSync(lockFolder);
      fs.writeFileSync(path.join(lockFolder, 'pid'), String(process.pid));
      return () => fs.rmSync(lockFolder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`cannot write to ${root}: ${error.message}`);
    }
    if (isLeftBehind()) {
      fs.rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (!isTold) process.stderr.write('millrace: another start is preparing; waiting for it …\n');
    isTold = true;
    await sleep(300);
  }
}

function isLeftBehind() {
  const pid = Number(readText(path.join(lockFolder, 'pid')));
  if (!Number.isInteger(pid) || pid <= 0) {
    // Made this instant by a process that has not written its number yet, or left without one long ago.
    try {
      return Date.now() - fs.statSync(lockFolder).mtimeMs > 5000;
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function fail(message) {
  fs.rmSync(lockFolder, { recursive: true, force: true });
  console.error(`millrace: ${message}`);
  process.exit(1);
}
