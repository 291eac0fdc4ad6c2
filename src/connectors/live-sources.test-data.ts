import type { LiveSource } from './kit/live-source.ts';
import { liveSourceOf } from './live-sources.ts';

/** A source that is registered. */
export function sourceOf(id: string): LiveSource {
  const source = liveSourceOf(id);
  if (source === null) throw new Error(`no source is called ${id}`);
  return source;
}
