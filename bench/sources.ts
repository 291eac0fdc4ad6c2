import { type OpenApp, openApp } from '../src/app/open-app.ts';
import { saveLiveSource } from '../src/app/sources/kept-sources.ts';
import { type SyncAccount, syncSource } from '../src/app/sources/sync-source.ts';
import { contractCases } from '../src/connectors/contract-cases.test-data.ts';
import { startFakeJira } from '../src/fakes/jira.ts';
import { sampleJiraIssues } from '../src/fakes/sample-jira.ts';
import { inTemporaryFolder } from './kit/temporary.ts';
import { ms, type Taken, thousands, timed } from './kit/timing.ts';

/** About 10,000 issues. */
const SCALE = 1.6;
const CHANGED_SHARE = 0.01;
/** No limit of requests binds: what is measured is the program. */
const PER_SECOND = 1000;

type Report = (line: string) => void;

/** Prints what a run of a live source costs against a fake on loopback: everything, nothing, and one in a hundred changed. */
export async function run(report: Report): Promise<void> {
  report('sources: each from a fake in the same process into an embedded store; requests are not slowed down');
  await manyIssues(report);
  for (const { source, start } of contractCases) {
    const fake = await start({});
    try {
      await inTemporaryFolder(async (folder) => {
        const open = await openStore(folder);
        try {
          const body = { kind: source.id, config: Object(fake.config), perSecond: PER_SECOND };
          const known = source.secrets.map(({ key }) => [key, fake.secrets[key] ?? '']);
          await saveLiveSource(open.app, { id: 'bench', basedOn: 0, body, secrets: Object.fromEntries(known) });
          tell(report, `${source.name}, everything`, await one(open));
          tell(report, `${source.name}, no change`, await one(open));
        } finally {
          await open.close();
        }
      });
    } finally {
      await fake.close();
    }
  }
}

async function manyIssues(report: Report): Promise<void> {
  const issues = sampleJiraIssues({ seed: 1, endOn: '2026-01-05', scale: SCALE });
  const fake = await startFakeJira({ issues });
  try {
    await inTemporaryFolder(async (folder) => {
      const open = await openStore(folder);
      try {
        const config = { site: fake.address, projects: [], customFields: [], incidentTypes: [] };
        const body = { kind: 'jira-cloud', config, perSecond: PER_SECOND };
        await saveLiveSource(open.app, {
          id: 'bench',
          basedOn: 0,
          body,
          secrets: { email: 'a@example.invalid', token: 'x' },
        });
        const name = `Jira Cloud, ${thousands(issues.length)} issues`;
        tell(report, `${name}, everything`, await one(open));
        tell(report, `${name}, no change`, await one(open));
        fake.site.pass(3_600_000);
        for (const { id } of fake.site.visible().slice(0, Math.round(issues.length * CHANGED_SHARE))) {
          fake.site.setTitle(id, 'Changed');
        }
        tell(report, `${name}, 1 % changed`, await one(open));
        report(`  memory of the process, fake and store included: ${thousands(process.memoryUsage.rss() / 1e6)} MB`);
      } finally {
        await open.close();
      }
    });
  } finally {
    await fake.close();
  }
}

function openStore(folder: string): Promise<OpenApp> {
  return openApp({
    folder,
    command: 'bench',
    version: 'bench',
    log: { info: () => undefined, error: (facts, message) => console.error(message, facts) },
  });
}

async function one({ app }: OpenApp): Promise<Taken & { readonly result: SyncAccount }> {
  return timed(() => syncSource(app, 'bench', 'changes', async () => undefined));
}

function tell(report: Report, what: string, { result, wallMs, cpuMs }: Awaited<ReturnType<typeof one>>): void {
  const { records, requests, bytes } = result;
  const rate = records === 0 ? '' : `, ${thousands((records / wallMs) * 1000)} records/s`;
  report(
    `  ${what}: ${thousands(records)} records in ${thousands(requests)} requests and ${(bytes / 1e6).toFixed(2)} MB, ${ms(wallMs)} (${ms(cpuMs)} of CPU)${rate}`,
  );
}
