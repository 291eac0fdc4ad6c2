import type { Settings } from '../api/store.ts';
import type { App } from './app.ts';
import { listStreams } from './streams.ts';

/** What runs here and on which store; never an address with a password. */
export async function settingsOf(app: App): Promise<Settings> {
  const { sources, streams } = await listStreams(app);
  return {
    version: app.version,
    store: { kind: app.store.kind, where: app.store.where, schema: app.store.schema },
    sources,
    hasSample: streams.some((stream) => stream.isSample),
  };
}
