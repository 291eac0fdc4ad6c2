import { type Mapped, mapGit, mapPushed } from '../../connectors/index.ts';
import { writeDeliveryRecords } from '../../storage/delivery-records.ts';
import { readRawRecords } from '../../storage/raw-records.ts';
import { readSources } from '../../storage/sources.ts';
import { readGoneRecords } from '../../storage/sync.ts';
import { writeHistories } from '../../storage/work-items.ts';
import type { App } from '../app.ts';
import { GIT } from '../import-git.ts';
import type { Report } from '../report.ts';
import { deletedAt } from './keep-page.ts';
import { configOf, connectorOf, listLiveSources } from './kept-sources.ts';
import { PUSH } from './take-push.ts';

/** Work items and delivery records of live sources anew from their raw records. Returns how many work items came out different. */
export async function remapLiveSources(app: App, report: Report): Promise<number> {
  let changedItems = 0;
  for (const { id, map } of await mappersOf(app)) {
    const gone = await readGoneRecords(app.db, app.workspace, id);
    let done = 0;
    for await (const records of readRawRecords(app.db, app.workspace, id)) {
      const mapped = records.flatMap(({ recordId, payload }) =>
        map(payload).map((one) => ({ ...one, goneAt: gone.get(recordId) })),
      );
      const histories = mapped.flatMap((one) => {
        if (one.kind !== 'item') return [];
        return one.goneAt === undefined ? one.history : deletedAt(one.history, one.goneAt);
      });
      const written = await writeHistories(app.db, app.workspace, id, histories);
      changedItems += written.newItems.length + written.changedItems.length;
      const deliveries = mapped.flatMap((one) =>
        one.kind === 'delivery' && one.goneAt === undefined ? [one.record] : [],
      );
      await writeDeliveryRecords(app.db, app.workspace, id, deliveries);
      done += records.length;
      await report({ done, total: null, message: `mapping ${id}` });
    }
  }
  return changedItems;
}

/** How the records of each source are read: of live ones, of those that are pushed, and of local repositories. */
async function mappersOf(
  app: App,
): Promise<readonly { readonly id: string; readonly map: (payload: string) => readonly Mapped[] }[]> {
  const live = (await listLiveSources(app)).map(({ id, body }) => {
    const connector = connectorOf(body.kind);
    const config = configOf(connector, body.config);
    return { id, map: (payload: string) => connector.map(payload, id, config) };
  });
  const sources = await readSources(app.db, app.workspace);
  const pushed = sources.filter(({ kind }) => kind === PUSH);
  const cloned = sources.filter(({ kind }) => kind === GIT);
  return [
    ...live,
    ...pushed.map(({ sourceId }) => ({ id: sourceId, map: (payload: string) => mapPushed(payload, sourceId) })),
    ...cloned.map(({ sourceId }) => ({ id: sourceId, map: mapGit })),
  ];
}
