import type { HttpClock } from '../kit/http.ts';
import type { Linear } from './client.ts';
import type { LinearConfig } from './config.ts';
import type { LinearCursor } from './cursor.ts';
import { type Names, readNames } from './names.ts';

/** One collection under way. */
export interface Run {
  readonly linear: Linear;
  readonly config: LinearConfig;
  readonly clock: HttpClock;
  cursor: LinearCursor;
  readonly notices: string[];
  /** Names by id; read when first needed, so that a run without a change does not ask for them. */
  readonly names: () => Promise<Names>;
}

export function beginRun(parts: Omit<Run, 'names' | 'notices'>): Run {
  let read: Promise<Names> | null = null;
  const run: Run = {
    ...parts,
    notices: [],
    names: async () => {
      read ??= readNames(run.linear);
      const names = await read;
      run.cursor = { ...run.cursor, teams: [...new Set([...run.cursor.teams, ...names.teams.keys()])].toSorted() };
      return names;
    },
  };
  return run;
}
