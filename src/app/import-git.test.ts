import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { makeTemporaryFolder } from '../../test/temporary-folder.ts';
import { describeAppOnBothDatabases, SILENT } from '../../test/test-app.ts';
import { deliveryPageOf } from './delivery/delivery-page.ts';
import { importGit } from './import-git.ts';
import { rebuild } from './rebuild.ts';
import { recomputeStream } from './recompute.ts';
import { SHOP } from './shop-document.test-data.ts';
import { takePush } from './sources/take-push.ts';
import { createStream } from './streams.ts';
import { openView } from './view.ts';

const repository = makeTemporaryFolder('git');
function git(at: string, ...args: readonly string[]): string {
  const who = { GIT_AUTHOR_NAME: 'Ada Lovelace', GIT_AUTHOR_EMAIL: 'ada@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Ada Lovelace', GIT_COMMITTER_EMAIL: 'ada@example.org' };
  const when = { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, GIT_CONFIG_GLOBAL: '/dev/null' };
  const env = { ...process.env, ...who, ...committer, ...when };
  return execFileSync('git', ['-C', repository, ...args], { env, encoding: 'utf8' }).trim();
}
const commit = (at: string, message: string): string => {
  git(at, 'commit', '-q', '--allow-empty', '-m', message);
  return git(at, 'rev-parse', 'HEAD');
};
git('2026-01-01T08:00:00Z', 'init', '-q', '-b', 'main');
git('2026-01-01T08:00:00Z', 'config', 'remote.origin.url', 'https://example.org/shop/web.git');
const shas = [
  commit('2026-01-01T08:00:00Z', 'Begin'),
  commit('2026-01-05T08:00:00Z', 'S-1: one'),
  commit('2026-01-05T20:00:00Z', 'Revert "S-1: one"'),
];
git('2026-01-06T08:00:00Z', 'tag', 'v1');

describeAppOnBothDatabases('a local repository', (open) => {
  test('and deployments that are pushed give change lead time without any pull request', async () => {
    const { app } = await open({ now: () => Date.parse('2026-02-01T00:00:00Z') });
    const first = await importGit(app, repository, { source: 'web' }, SILENT);
    expect(first).toEqual({ repo: 'shop/web', changes: 3, releases: 1, written: 4 });
    expect(await importGit(app, repository, { source: 'web' }, SILENT)).toMatchObject({ changes: 3, written: 0 });

    const deployed = (sha: string | undefined, at: string) => ({
      id: `run-${at}`,
      repo: 'shop/web',
      sha,
      status: 'succeeded',
      startedAt: at,
      finishedAt: at,
    });
    await takePush(app, 'pipeline', {
      deployment: [deployed(shas[0], '2026-01-02T08:00:00Z'), deployed(shas[2], '2026-01-07T08:00:00Z')],
    });
    const { id } = await createStream(app, SHOP);
    await recomputeStream(app, id, SILENT);
    const view = await openView(app, id, {
      from: '2026-01-01',
      to: '2026-02-01',
      kind: [],
      team: [],
      label: [],
      epic: [],
    });
    const [web] = (await deliveryPageOf(app, view)).applications;
    // The first deployment is where counting begins; the second brings two commits, which waited 48 and 36 hours.
    const leadTime = web?.metrics.find(({ metric }) => metric === 'change-lead-time');
    expect(leadTime?.measure).toMatchObject({ status: 'measured', n: 2 });
    expect(web?.deployments[0]).toMatchObject({ changes: 2, items: ['S-1'] });

    const before = await app.db.selectFrom('delivery_record').selectAll().orderBy('record_id').execute();
    expect(JSON.stringify(before)).not.toMatch(/ada|lovelace/i);
    await app.db.deleteFrom('delivery_record').where('source_id', '=', 'web').execute();
    await rebuild(app, SILENT);
    expect(await app.db.selectFrom('delivery_record').selectAll().orderBy('record_id').execute()).toEqual(before);
  });
});
