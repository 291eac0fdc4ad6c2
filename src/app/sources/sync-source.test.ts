import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT, type TestApp } from '../../../test/test-app.ts';
import type { HttpClock } from '../../connectors/index.ts';
import { PLANTED, startFakeJira } from '../../fakes/jira.ts';
import { sampleJiraIssues } from '../../fakes/sample-jira.ts';
import { allHistories } from '../../storage/histories.ts';
import { readSyncState } from '../../storage/sync.ts';
import { rebuild } from '../rebuild.ts';
import type { Report } from '../report.ts';
import { removeLiveSource, saveLiveSource } from './kept-sources.ts';
import { syncRunsOf, syncSource } from './sync-source.ts';

const TOKEN = 'a-token-that-nobody-may-see';
const ISSUES = sampleJiraIssues({ seed: 3, endOn: '2026-01-05', scale: 0.02 });
const clock = { now: Date.now, wait: async () => undefined };
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

async function connect({ app }: TestApp) {
  let isLetIn = true;
  let isBusy = false;
  const fake = await startFakeJira({
    issues: ISSUES,
    hasPeople: true,
    isLetIn: () => isLetIn,
    faultOf: () => (isBusy ? { kind: 'status', status: 429, retryAfterSeconds: 40 } : null),
  });
  closing.push(fake.close);
  await saveLiveSource(app, {
    id: 'jira-team',
    basedOn: 0,
    body: { kind: 'jira-cloud', config: { site: fake.address, projects: [], customFields: [], incidentTypes: [] } },
    secrets: { email: 'reader@example.invalid', token: TOKEN },
  });
  return {
    fake,
    lock: (isLocked: boolean) => {
      isLetIn = !isLocked;
    },
    beBusy: (is: boolean) => {
      isBusy = is;
    },
    sync: (mode: 'changes' | 'sweep' = 'changes', report: Report = SILENT, time: HttpClock = clock) =>
      syncSource(app, 'jira-team', mode, report, { clock: time }),
    items: async () => {
      const found = [];
      for await (const batch of allHistories(app.db, app.workspace, { sources: ['jira-team'] })) found.push(...batch);
      return found;
    },
  };
}

describeAppOnBothDatabases('a live source', (open) => {
  test('comes whole, then only what changed; a run without a change asks twice at most and writes nothing', async () => {
    const opened = await open();
    const { app } = opened;
    const { fake, sync, items } = await connect(opened);
    const first = await sync();
    expect(first).toMatchObject({ state: 'done', newItems: fake.truth().length, changedItems: 0 });
    expect(await items()).toHaveLength(fake.truth().length);

    const asked = fake.requests.length;
    const written = app.changes();
    expect(await sync()).toMatchObject({ newItems: 0, changedItems: 0, records: 0 });
    expect(fake.requests.length - asked).toBeLessThanOrEqual(2);
    expect(app.changes()).toBe(written);
    expect(await syncRunsOf(app, 'jira-team')).toHaveLength(1);

    const [one] = fake.site.visible();
    fake.site.pass(3_600_000);
    fake.site.setTitle(one?.id ?? '', 'A new title');
    expect(await sync()).toMatchObject({ newItems: 0, changedItems: 1 });
    expect(await rebuild(app, SILENT)).toEqual({ changedItems: 0 });
  });

  test('a run that has to wait says how long, and goes on', async () => {
    const { sync, fake, beBusy } = await connect(await open());
    const messages: string[] = [];
    let at = Date.now();
    const time = {
      now: () => at,
      wait: async (ms: number) => {
        at += ms;
        // The server is free again after the first long pause.
        if (ms > 3_000) beBusy(false);
      },
    };
    beBusy(true);
    const run = await sync('changes', async ({ message }) => void messages.push(message), time);
    expect(messages[0]).toBe('waits 40 s before it asks again');
    expect(messages.at(-1)).not.toContain('waits');
    expect(run).toMatchObject({ state: 'done', newItems: fake.truth().length });
  });

  test('a run that was stopped goes on after its last page, and a refusal keeps the place and says what to do', async () => {
    const opened = await open();
    const { app } = opened;
    const { fake, sync, items, lock } = await connect(opened);
    let pages = 0;
    const stopped = sync('changes', async () => {
      pages += 1;
      if (pages === 2) throw new Error('stopped here');
    });
    await expect(stopped).rejects.toThrow('stopped here');
    const kept = (await items()).length;
    expect(kept).toBeGreaterThan(0);
    expect((await syncRunsOf(app, 'jira-team'))[0]).toMatchObject({ state: 'failed', newItems: kept });
    await sync();
    expect(await items()).toHaveLength(fake.truth().length);

    const before = await readSyncState(app.db, app.workspace, 'jira-team');
    lock(true);
    await expect(sync()).rejects.toThrow(/jira-team: .*401.*make new ones and save them/);
    expect(await readSyncState(app.db, app.workspace, 'jira-team')).toEqual(before);
    expect((await syncRunsOf(app, 'jira-team'))[0]).toMatchObject({ state: 'failed', requests: 1 });
    // That it is over is written once, though nothing changed; then nothing more.
    lock(false);
    await sync();
    expect((await syncRunsOf(app, 'jira-team'))[0]).toMatchObject({ state: 'done', records: 0, message: null });
    const written = app.changes();
    await sync();
    expect(app.changes()).toBe(written);
  });

  test('what moved is there under its new key alone, what is gone is flagged and stays', async () => {
    const opened = await open();
    const { fake, sync, items } = await connect(opened);
    await sync();
    const [moved, removed] = fake.site.visible();
    const oldKey = String(moved?.json.key);
    const goneKey = String(removed?.json.key);
    fake.site.pass(3_600_000);
    fake.site.move(moved?.id ?? '', { id: '99', key: 'NEW', name: 'New project' });
    fake.site.remove(removed?.id ?? '');
    await sync();
    await sync('sweep');
    const found = await items();
    expect(found).toHaveLength(ISSUES.length);
    expect(found.some(({ item }) => item === oldKey)).toBe(false);
    expect(found.filter(({ item }) => item.startsWith('NEW-'))).toHaveLength(1);
    expect(found.find(({ item }) => item === goneKey)?.deletedAt).not.toBeNull();
    expect(found.filter(({ deletedAt }) => deletedAt !== null)).toHaveLength(1);
  });

  test('neither a person nor a credential lies anywhere in what is kept, and credentials go with the source', async () => {
    const opened = await open();
    const { app, folder } = opened;
    const { sync } = await connect(opened);
    await sync();
    const rows = JSON.stringify(
      await Promise.all(
        (['raw_record', 'work_item', 'delivery_record', 'edit', 'secret', 'sync_run', 'setting'] as const).map(
          (table) => app.db.selectFrom(table).selectAll().execute(),
        ),
      ),
    );
    for (const name of [...PLANTED, TOKEN, 'reader@example.invalid']) expect(rows).not.toContain(name);
    if (app.store.kind === 'embedded') {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
      const bytes = Buffer.concat(files.map((file) => readFileSync(path.join(file.parentPath, file.name))));
      for (const name of [...PLANTED, TOKEN]) expect(bytes.includes(name)).toBe(false);
    }
    await removeLiveSource(app, 'jira-team');
    expect(await app.db.selectFrom('secret').selectAll().execute()).toEqual([]);
  });
});
