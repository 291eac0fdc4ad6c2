import { expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT } from '../../test/test-app.ts';
import { NO_FIELDS, NO_HISTORY } from '../flow/history.test-data.ts';
import type { Change, ItemHistory } from '../flow/history.ts';
import { writeDeliveryRecords } from '../storage/delivery-records.ts';
import { ensureSource } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import { measureOf, measuresOf } from './measures.ts';
import { recomputeStream } from './recompute.ts';
import { SHOP } from './shop-document.test-data.ts';
import { createStream } from './streams.ts';
import { openView } from './view.ts';

const at = (day: number, hour = 9): number => Date.UTC(2026, 2, day, hour);

/** Made on the 1st in a sprint or none, put into one on a day, done on another. */
function item(name: string, sprint: string | null, joinedOn: number | null, doneOn: number | null): ItemHistory {
  const changes: Change[] = [
    ...(joinedOn === null || sprint === null
      ? []
      : [{ at: at(joinedOn), sequence: 1, field: 'custom' as const, name: 'Sprint id', to: [sprint] }]),
    ...(doneOn === null
      ? []
      : [
          {
            at: at(doneOn),
            sequence: 2,
            field: 'status' as const,
            from: { id: null, name: 'Doing' },
            to: { id: null, name: 'Done' },
          },
        ]),
  ];
  return {
    ...NO_HISTORY,
    source: 'tracker',
    item: name,
    createdAt: at(1),
    initial: { ...NO_FIELDS, status: { id: null, name: 'Doing' }, type: 'Story' },
    changes: changes.toSorted((one, other) => one.at - other.at),
  };
}

describeAppOnBothDatabases('iterations of a source', (open) => {
  test('give flow predictability its plans, and a changed iteration its new ones', async () => {
    const { app } = await open({ now: () => Date.parse('2026-04-01T00:00:00Z') });
    const { db, workspace } = app;
    await ensureSource(db, workspace, { sourceId: 'tracker', kind: 'jira', name: 'x', isSample: false, createdAt: 0 });
    await writeHistories(db, workspace, 'tracker', [
      // Planned for the sprint of the 3rd to the 16th: three, of which two were finished in it.
      item('S-1', '7', 2, 10),
      item('S-2', '7', 2, 15),
      item('S-3', '7', 2, 20),
      // Came in after it had begun.
      item('S-4', '7', 4, 10),
      item('S-5', null, null, 10),
    ]);
    const sprint = { kind: 'iteration', id: '7', name: 'Sprint 7', of: 'board 4', completedAt: null } as const;
    await writeDeliveryRecords(db, workspace, 'tracker', [{ ...sprint, startAt: at(3), endAt: at(16, 17) }]);
    const { id } = await createStream(app, SHOP);
    await recomputeStream(app, id, SILENT);
    const view = await openView(app, id, {
      from: '2026-03-01',
      to: '2026-04-01',
      kind: [],
      team: [],
      label: [],
      epic: [],
    });
    const value = { iterations: [{ name: 'Sprint 7', planned: 3, completed: 2, share: 2 / 3 }] };
    const { measure } = await measureOf(app, view, 'flow-predictability');
    expect(measure).toMatchObject({ status: 'measured', n: 3, value: { low: 2 / 3, high: 2 / 3, ...value } });
    expect((await measuresOf(app, view)).measures['flow-predictability']).toEqual(measure);

    // It was begun a day later than it was first said, and by then S-4 was in it: planned four, finished three.
    await writeDeliveryRecords(db, workspace, 'tracker', [{ ...sprint, startAt: at(4, 10), endAt: at(16, 17) }]);
    expect((await measureOf(app, view, 'flow-predictability')).measure).toMatchObject({
      value: { iterations: [{ planned: 4, completed: 3 }] },
    });
  });
});
