import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../src/storage/database.ts';
import { type ManyStreams, openManyStreams } from './kit/many-streams.ts';
import { readScale } from './kit/options.ts';
import { makeUser, type RunningServer, startServer } from './kit/running-server.ts';
import { ms, spreadOf, thousands, timedOften, verdict } from './kit/timing.ts';
import { type BenchWindow, type Visit, visitPortfolio, visitStream, windowsOf } from './kit/visits.ts';

const USERS = 20;
const WINDOWS = 20;
const ROUNDS = 5;
const STREAM_DAYS = 84;
const PORTFOLIO_DAYS = 364;
const WARM_AIM_MS = 60;
const COLD_AIM_MS = 500;
const COLD_STARTS = 3;

type VisitIn = (user: ReturnType<typeof makeUser>, window: BenchWindow) => Promise<Visit>;

/** Prints how long pages take over HTTP on a real server, beside the database summing one column of the same rows. */
export async function run(report: (line: string) => void): Promise<void> {
  const scale = readScale();
  report(`pages: a store of ${thousands(50 * scale)} streams at scale ${scale} of 50 streams and 1,000,000 items`);
  const store = await openManyStreams(scale, report);
  report(
    `  ${store.streams.length} streams of ${thousands(store.itemsAStream)} items; ${WINDOWS} windows that end a week apart; wall times as a user sees them, on this machine with its clients`,
  );
  await streamPage(store, report);
  await portfolio(store, report);
}

async function streamPage(store: ManyStreams, report: (line: string) => void): Promise<void> {
  const windows = windowsOf(STREAM_DAYS, WINDOWS);
  const own = windows[0] ?? { from: '', to: '' };
  report(`  a stream's page: overview and ten charts, ${STREAM_DAYS} days`);
  const sumMs = await databaseSum(store, sqlOfStream(store, own));
  const tell = teller(report, sumMs);
  await withServer(store, async (server) => {
    const user = makeUser();
    const cold: Visit[] = [];
    for (const stream of store.streams.slice(0, USERS)) cold.push(await visitStream(user, server.address, stream, own));
    tell('cold (the stream is not in memory), 1 user', cold, COLD_AIM_MS);
  });
  await withServer(store, async (server) => {
    const streams = store.streams.slice(0, USERS);
    const all = await Promise.all(streams.map((stream) => visitStream(makeUser(), server.address, stream, own)));
    tell(`cold, ${streams.length} users at once, each with a stream of its own`, all, COLD_AIM_MS);
  });
  await withServer(store, async (server) => {
    const [one = '', two = one] = store.streams;
    await warmAndNew(
      server,
      windows,
      (stream) => (user, window) => visitStream(user, server.address, stream, window),
      [one, two],
      tell,
    );
  });
}

async function portfolio(store: ManyStreams, report: (line: string) => void): Promise<void> {
  const windows = windowsOf(PORTFOLIO_DAYS, WINDOWS);
  const own = windows[0] ?? { from: '', to: '' };
  report(`  the portfolio: every stream, ${PORTFOLIO_DAYS} days`);
  const tell = teller(report, await databaseSum(store, sqlOfPortfolio(own)));
  forgetSummaries(store);
  const visitsAfterStart = async (): Promise<readonly Visit[]> => {
    const visits: Visit[] = [];
    for (const window of windows.slice(0, COLD_STARTS)) {
      await withServer(store, async (server) => {
        visits.push(await visitPortfolio(makeUser(), server.address, window));
      });
    }
    return visits;
  };
  tell('right after a start, a window that nobody ever asked for, 1 user', await visitsAfterStart(), COLD_AIM_MS);
  tell('right after a start, a window that was asked for before it, 1 user', await visitsAfterStart(), COLD_AIM_MS);
  await withServer(store, async (server) => {
    await warmAndNew(
      server,
      windows,
      () => (user, window) => visitPortfolio(user, server.address, window),
      ['', ''],
      tell,
    );
  });
}

/** Windows that nobody has asked for yet, and the same again; alone on one stream, then twenty users at once on another. */
async function warmAndNew(
  server: RunningServer,
  windows: readonly BenchWindow[],
  visitOf: (stream: string) => VisitIn,
  [one, two]: readonly [string, string],
  tell: (what: string, visits: readonly Visit[], aim: number, cpuMs?: number) => void,
): Promise<void> {
  const user = makeUser();
  const alone = visitOf(one);
  const earlier = windowsOf(21, 1)[0] ?? { from: '', to: '' };
  await alone(user, earlier);
  await visitOf(two)(user, earlier);
  const often = async (what: string, aim: number, work: () => Promise<readonly Visit[]>): Promise<void> => {
    const before = await server.cpuSeconds();
    const visits = await work();
    tell(what, visits, aim, (((await server.cpuSeconds()) - before) * 1000) / visits.length);
  };
  const inTurn = async (): Promise<readonly Visit[]> => {
    const visits: Visit[] = [];
    for (const window of windows) visits.push(await alone(user, window));
    return visits;
  };
  await often('in memory, a window that nobody asked for before, 1 user', WARM_AIM_MS, inTurn);
  await often('warm (asked for before), 1 user', WARM_AIM_MS, async () => {
    const rounds: Visit[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(...(await inTurn()));
    return rounds;
  });
  const users = Array.from({ length: USERS }, makeUser);
  const together = visitOf(two);
  const atOnce = (rounds: number) => async (): Promise<readonly Visit[]> => {
    const all = await Promise.all(
      users.map(async (each, place) => {
        const visits: Visit[] = [];
        for (let round = 0; round < rounds; round += 1) {
          visits.push(await together(each, windows[place % windows.length] ?? { from: '', to: '' }));
        }
        return visits;
      }),
    );
    return all.flat();
  };
  if (one !== two) await often(`in memory, new windows, ${USERS} users at once`, WARM_AIM_MS, atOnce(1));
  await often(`warm, ${USERS} users at once, each a window of its own, without a pause`, WARM_AIM_MS, atOnce(ROUNDS));
}

function teller(report: (line: string) => void, sumMs: number) {
  return (what: string, visits: readonly Visit[], aim: number, cpuMs?: number): void => {
    const { p50, p95, n } = spreadOf(visits.map((visit) => visit.ms));
    const kilobytes = (visits[0]?.bytes ?? 0) / 1000;
    report(
      `    ${what}: p50 ${ms(p50)}, p95 ${ms(p95)} (aim ${aim} ms at p95: ${verdict(p95, aim)}), n ${n}, ${thousands(kilobytes)} kB a visit` +
        `${cpuMs === undefined ? '' : `, ${ms(cpuMs)} of the server's CPU each`}; ` +
        `p50 is ${(p50 / sumMs).toFixed(1)} times the ${ms(sumMs)} in which the database sums one column of the same rows`,
    );
  };
}

async function withServer(store: ManyStreams, work: (server: RunningServer) => Promise<void>): Promise<void> {
  const server = await startServer(store.folder);
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

/** What an earlier run has left of its windows. */
function forgetSummaries({ folder }: ManyStreams): void {
  const columns = path.join(folder, 'columns');
  for (const file of readdirSync(columns)) if (file.endsWith('.summary')) rmSync(path.join(columns, file));
}

function sqlOfStream({ streams }: ManyStreams, { from, to }: BenchWindow) {
  return sql`select sum(completed_at - committed_at) from fact join stream_facts using (workspace_id, stream_id, version)
    where workspace_id = 'default' and stream_id = ${streams[0]}
      and completed_at >= ${Date.parse(from)} and completed_at < ${Date.parse(to)}`;
}

function sqlOfPortfolio({ from, to }: BenchWindow) {
  return sql`select sum(completed_at - committed_at) from fact join stream_facts using (workspace_id, stream_id, version)
    where workspace_id = 'default' and completed_at >= ${Date.parse(from)} and completed_at < ${Date.parse(to)}`;
}

async function databaseSum(store: ManyStreams, query: ReturnType<typeof sqlOfStream>): Promise<number> {
  const database = await openDatabase({ folder: store.folder, command: 'bench' });
  try {
    const times = await timedOften(() => query.execute(database.db), 5, 2);
    return spreadOf(times.map((one) => one.wallMs)).p50;
  } finally {
    await database.close();
  }
}
