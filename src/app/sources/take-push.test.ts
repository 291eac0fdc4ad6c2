import { expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT } from '../../../test/test-app.ts';
import { readDeliveryBodies } from '../../storage/delivery-records.ts';
import { allHistories } from '../../storage/histories.ts';
import type { App } from '../app.ts';
import { rebuild } from '../rebuild.ts';
import { takePush } from './take-push.ts';

const DEPLOYED = {
  deployment: [
    {
      id: 'jenkins-81',
      application: 'Shop',
      sha: 'ABCDEF1',
      status: 'succeeded',
      startedAt: '2026-03-01T09:30:00Z',
      finishedAt: '2026-03-01T10:40:00+01:00',
    },
  ],
};

async function historiesOf(app: App, source: string) {
  const found = [];
  for await (const batch of allHistories(app.db, app.workspace, { sources: [source] })) found.push(...batch);
  return found;
}

describeAppOnBothDatabases('what is pushed', (open) => {
  test('is taken once, whatever the order and number of calls, and a rebuild changes nothing', async () => {
    const { app } = await open();
    const first = { item: 'OPS-1', at: '2026-03-01T08:00:00Z', status: 'New', title: 'Disk full', type: 'Incident' };
    const second = { item: 'OPS-1', at: '2026-03-01T09:00:00Z', status: 'Done', labels: ['disk'] };
    expect(await takePush(app, 'pager', { work: [second], ...DEPLOYED })).toEqual({
      new: 1,
      changed: 0,
      unchanged: 0,
      delivery: 1,
    });
    expect(await takePush(app, 'pager', { work: [first] })).toMatchObject({ new: 0, changed: 1 });
    expect(await takePush(app, 'pager', { work: [second, first], ...DEPLOYED })).toEqual({
      new: 0,
      changed: 0,
      unchanged: 2,
      delivery: 0,
    });
    const [history] = await historiesOf(app, 'pager');
    expect(history).toMatchObject({
      item: 'OPS-1',
      createdAt: Date.parse('2026-03-01T08:00:00Z'),
      initial: { title: 'Disk full', type: 'Incident', status: { name: 'New' } },
    });
    expect(history?.changes).toMatchObject([
      { at: Date.parse('2026-03-01T09:00:00Z'), field: 'labels', to: ['disk'] },
      { field: 'status', to: { name: 'Done' } },
    ]);
    const [deployment] = await readDeliveryBodies(app.db, app.workspace);
    expect(JSON.parse(deployment?.body ?? '')).toMatchObject({
      kind: 'deployment',
      sha: 'abcdef1',
      environment: 'production',
      finishedAt: Date.parse('2026-03-01T09:40:00Z'),
      isRollback: null,
    });
    expect(await rebuild(app, SILENT)).toEqual({ changedItems: 0 });
    expect(await historiesOf(app, 'pager')).toEqual([history]);
  });

  test('is refused whole where one place is wrong, with the place, and where a key could hold a person', async () => {
    const { app } = await open();
    const good = { item: 'OPS-1', at: '2026-03-01T08:00:00Z', status: 'New' };
    await expect(takePush(app, 'pager', { work: [good, { ...good, at: 'yesterday' }] })).rejects.toThrow(
      /work\[1\]\.at must be an ISO 8601 instant.*nothing of the call was taken/,
    );
    await expect(takePush(app, 'pager', { work: [{ ...good, assignee: 'Ada Lovelace' }] })).rejects.toThrow(/assignee/);
    await expect(
      takePush(app, 'pager', { deployment: [{ id: '1', status: 'succeeded', startedAt: '2026-03-01T08:00:00Z' }] }),
    ).rejects.toThrow(/deployment\[0\]\.application needs an application or a repo/);
    await expect(takePush(app, 'Pager Duty', { work: [good] })).rejects.toThrow(/cannot be the name of a source/);
    expect(await historiesOf(app, 'pager')).toEqual([]);
  });

  test('says who is meant by keys in a message, and keeps no message', async () => {
    const { app } = await open();
    await takePush(app, 'forge', {
      change: [
        {
          repo: 'shop/web',
          sha: '0123456789',
          committedAt: '2026-03-01T08:00:00Z',
          message: 'SHOP-7: mend it\n\nSigned-off-by: Ada Lovelace <ada@example.org>',
        },
      ],
    });
    const [change] = await readDeliveryBodies(app.db, app.workspace);
    expect(change?.body).not.toContain('Ada');
    expect(JSON.parse(change?.body ?? '')).toMatchObject({ keys: ['SHOP-7'], isMerge: false, parents: [] });
  });
});
