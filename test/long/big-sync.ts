import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openApp } from '../../src/app/open-app.ts';
import { saveLiveSource } from '../../src/app/sources/kept-sources.ts';
import { syncSource } from '../../src/app/sources/sync-source.ts';
import { startFakeJira } from '../../src/fakes/jira.ts';
import { NO_FIELDS, NO_HISTORY } from '../../src/flow/history.test-data.ts';
import type { ItemHistory, Status } from '../../src/flow/history.ts';
import { asJiraIssue } from '../../src/sample/as-jira.ts';
import { countWorkItems } from '../../src/storage/histories.ts';
import { makeMigratedStore } from '../databases.ts';
import { startPostgres } from '../postgres.ts';

/**
 * Reads 100,000 issues with ten changes each from a make-believe Jira Cloud that answers 50 requests a second, into a PostgreSQL server and
 * into an embedded store, each in a process of its own. Prints the time beside what the rate alone
 * sets, and the most memory that the process held.
 * Usage: node test/long/big-sync.ts [issues] — exit code 1 when an issue is missing, or where the memory passes its limit.
 */
const ISSUES = 100_000;
const CHANGES = 10;
const PER_SECOND = 50;
const MEMORY_LIMIT_MB = 500;
const SITE_MEMORY_MB = 8000;
/** As `npm start` and the service unit start it. */
const FLAGS = ['--max-semi-space-size=8'];

async function serveAndRead(issues: number): Promise<void> {
  const flags = [`--max-old-space-size=${SITE_MEMORY_MB}`];
  const server = spawn(process.execPath, [...flags, import.meta.filename, 'serve', String(issues)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await Promise.race([
      once(createInterface(server.stdout), 'line'),
      once(server, 'close').then(ended),
    ]);
    const postgres = await startPostgres();
    for (const [name, url] of [
      ['PostgreSQL', await postgres.createDatabase()],
      ['embedded', ''],
    ] as const) {
      const args = [...FLAGS, import.meta.filename, 'read', String(line), String(issues), name, url];
      const reader = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
      const [code] = await once(reader, 'close');
      if (code !== 0) process.exitCode = 1;
    }
    await postgres.stop();
  } finally {
    server.kill();
  }
}

function ended(): never {
  throw new Error('the make-believe Jira ended before it said where it listens');
}

async function serve(issues: number): Promise<void> {
  const fake = await startFakeJira({
    issues: Array.from({ length: issues }, (_none, place) => asJiraIssue(historyOf(place + 1))),
    perSecond: PER_SECOND,
    hasSprints: false,
  });
  console.log(fake.address);
}

const STATUSES: readonly Status[] = ['Open', 'In Progress', 'In Review', 'Resolved', 'Reopened'].map((name, place) => ({
  id: String(place + 1),
  name,
}));

/** Through the statuses twice, a change a day. */
function historyOf(number: number): ItemHistory {
  const createdAt = Date.UTC(2020, 0, 1) + number * 600_000;
  const statusAt = (step: number): Status | null => STATUSES[step % STATUSES.length] ?? null;
  return {
    ...NO_HISTORY,
    source: 'big',
    item: `BIG-${number}`,
    createdAt,
    initial: {
      ...NO_FIELDS,
      title: `Item ${number}`,
      status: statusAt(0),
      type: 'Story',
      project: 'BIG',
      labels: ['checkout'],
    },
    changes: Array.from({ length: CHANGES }, (_none, step) => ({
      at: createdAt + (step + 1) * 86_400_000,
      sequence: number * CHANGES + step,
      field: 'status' as const,
      from: statusAt(step),
      to: statusAt(step + 1),
    })),
    presentStatus: statusAt(CHANGES),
  };
}

/** One run of the source. */
async function readAll(site: string, expected: number, name: string, databaseUrl: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-big-'));
  try {
    // What making a new store takes is not what reading a source takes.
    if (databaseUrl === '') await makeMigratedStore(folder);
    const open = await openApp({
      folder,
      ...(databaseUrl === '' ? {} : { databaseUrl }),
      command: 'long',
      version: 'long',
      log: { info: () => undefined, error: (facts, message) => console.error(message, facts) },
    });
    const config = { site, projects: [], customFields: [], incidentTypes: [] };
    await saveLiveSource(open.app, {
      id: 'big',
      basedOn: 0,
      body: { kind: 'jira-cloud', config, perSecond: PER_SECOND },
      secrets: { email: 'reader@example.invalid', token: 'x' },
    });
    const began = performance.now();
    const { requests, waitedMs } = await syncSource(open.app, 'big', 'changes', async () => undefined);
    const seconds = (performance.now() - began) / 1000;
    const kept = await countWorkItems(open.app.db, open.app.workspace);
    await open.close();
    const memory = process.resourceUsage().maxRSS / 1024;
    const isHeld = kept === expected && memory < MEMORY_LIMIT_MB;
    console.log(
      [
        `${name}: ${kept} of ${expected} issues in ${requests} requests`,
        `${seconds.toFixed(1)} s, ${(waitedMs / 1000).toFixed(1)} s of it waiting for a turn`,
        `${(seconds / (requests / PER_SECOND)).toFixed(2)} times the ${(requests / PER_SECOND).toFixed(1)} s that ${PER_SECOND} requests a second set`,
        `at most ${Math.round(memory)} MB of memory (limit ${MEMORY_LIMIT_MB})`,
        isHeld ? 'ok' : 'NOT OK',
      ].join(' · '),
    );
    process.exitCode = isHeld ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, , first, address, count, name, url] = process.argv;
if (first === 'serve') await serve(Number(address));
else if (first === 'read') await readAll(address ?? '', Number(count), name ?? '', url ?? '');
else await serveAndRead(Number(first ?? ISSUES));
