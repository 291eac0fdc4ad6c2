import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type OpenApp, openApp } from '../src/app/open-app.ts';
import { saveLiveSource } from '../src/app/sources/kept-sources.ts';
import { type SyncAccount, syncSource } from '../src/app/sources/sync-source.ts';
import { type LargeCase, largeCases } from '../src/connectors/large-cases.test-data.ts';
import { type FakeTool, startFakeTool } from './kit/fake-tool.ts';
import { readScale } from './kit/options.ts';
import { inTemporaryFolder } from './kit/temporary.ts';
import { ms, type Taken, thousands, timed } from './kit/timing.ts';

/** About 10,000 items. */
const SCALE = 1.6;
/** No limit of requests binds: what is measured is the program. */
const PER_SECOND = 1000;
const ID = 'bench';
/** As `npm start` and the service unit start it. */
const FLAGS = ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'];

type Report = (line: string) => void;

/** What a run cost the program, and what it cost the fake beside it. */
interface Cost extends Taken {
  readonly result: SyncAccount;
  readonly fakeCpuMs: number;
}

/**
 * Prints what a run of each live source costs against a fake on loopback: everything, nothing changed, one item in a hundred changed. Throws
 * where a run writes more or less than what changed. Each in a process of its own, so that none helps or hinders the next.
 */
export async function run(report: Report): Promise<void> {
  report('sources: each from a fake in a process of its own into an embedded store; requests are not slowed down');
  for (const { source } of largeCases) {
    const child = fork(import.meta.filename, [source.id, String(SCALE * readScale())], { execArgv: FLAGS });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`bench: ${source.name} did not finish`);
  }
}

async function measureOne(report: Report, id: string, scale: number): Promise<void> {
  const one = largeCases.find(({ source }) => source.id === id);
  if (one === undefined) throw new Error(`bench: there is no source "${id}"`);
  const fake = await startFakeTool(id, scale);
  try {
    await inTemporaryFolder((folder) => measure(report, one, fake, folder));
  } finally {
    await fake.stop();
  }
}

async function measure(report: Report, { source }: LargeCase, fake: FakeTool, folder: string): Promise<void> {
  const open = await openStore(folder);
  try {
    const body = { kind: source.id, config: Object(fake.config), perSecond: PER_SECOND };
    await saveLiveSource(open.app, { id: ID, basedOn: 0, body, secrets: { ...fake.secrets } });
    report(`  ${source.name}, ${thousands(fake.items)} items`);
    const everything = await sync(open, fake);
    const { records, requests, bytes } = everything.result;
    report(
      `    everything: ${thousands(records)} records, ${thousands((records / everything.wallMs) * 1000)} records/s, ` +
        `${thousands(requests)} requests, ${megabytes(bytes)}, ${timeOf(everything)}`,
    );
    await tellChanges(report, open, fake, 'nothing changed', []);
    const changed = await fake.change();
    await tellChanges(report, open, fake, `${thousands(changed.length)} items changed`, changed);
    await tellChanges(report, open, fake, 'nothing changed since', []);
  } finally {
    await open.close();
  }
}

async function tellChanges(
  report: Report,
  open: OpenApp,
  fake: FakeTool,
  what: string,
  changed: readonly string[],
): Promise<void> {
  const cost = await sync(open, fake);
  const { runId, records, changedItems, newItems, unchangedItems, requests, bytes } = cost.result;
  report(
    `    ${what}: ${thousands(records + unchangedItems)} records fetched, ${thousands(records)} written, ` +
      `${thousands(requests)} ${requests === 1 ? 'request' : 'requests'}, ${megabytes(bytes)}, ${timeOf(cost)}`,
  );
  const written = await writtenBy(open, runId);
  const others = written.filter((one) => !changed.includes(one));
  const items = changedItems + newItems;
  if (others.length > 0 || [written.length, records, items].some((count) => count !== changed.length)) {
    const also = others.length === 0 ? '' : `, among them ${others.slice(0, 3).join(', ')}, which did not change`;
    throw new Error(
      `bench: ${changed.length} items changed; ${written.length} records and ${items} items were written${also}`,
    );
  }
}

/** Records that a run wrote, as the store has them. */
async function writtenBy({ app }: OpenApp, runId: string): Promise<readonly string[]> {
  const rows = await app.db.selectFrom('raw_record').select('record_id').where('import_id', '=', runId).execute();
  return rows.map((row) => row.record_id);
}

async function sync({ app }: OpenApp, fake: FakeTool): Promise<Cost> {
  const before = await fake.cpuMs();
  const taken = await timed(() => syncSource(app, ID, 'changes', async () => undefined));
  return { ...taken, fakeCpuMs: (await fake.cpuMs()) - before };
}

function openStore(folder: string): Promise<OpenApp> {
  return openApp({
    folder,
    command: 'bench',
    version: 'bench',
    log: { info: () => undefined, error: (facts, message) => console.error(message, facts) },
  });
}

function megabytes(bytes: number): string {
  return bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function timeOf({ wallMs, cpuMs, fakeCpuMs }: Cost): string {
  return `${ms(wallMs)} (${ms(cpuMs)} of CPU, ${ms(fakeCpuMs)} of the fake's beside it)`;
}

if (process.argv[1] === import.meta.filename)
  await measureOne((line) => console.log(line), process.argv[2] ?? '', Number(process.argv[3] ?? SCALE));
