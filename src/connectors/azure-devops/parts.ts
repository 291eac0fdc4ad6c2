import type { CollectedPage } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { collectIterations } from './collect-iterations.ts';
import { pageOf, type Run } from './run.ts';

/** Something beside the work items that has a list of its own. */
export interface Part {
  readonly key: string;
  /** As people would say it. */
  readonly what: string;
  readonly look: (run: Run) => AsyncGenerator<CollectedPage>;
}

/** Within this time a part is not looked at again unless something else changed. */
const FRESH_MS = 15 * 60_000;
/** Whatever was not looked at for so long is looked at, however many requests that takes. */
const LATE_MS = 2 * 3_600_000;

/**
 * Azure DevOps has no one place that tells what changed beside work items. So the other parts are looked at when work
 * changed; otherwise one of them a run, the one that waits longest, so that a quiet run takes two requests.
 */
export async function* collectParts(run: Run, projects: readonly string[]): AsyncGenerator<CollectedPage> {
  const seen = new Set<string>();
  for (;;) {
    const part = nextPart(run, partsOf(run, projects), seen);
    if (part === null) return;
    seen.add(part.key);
    const isDue = run.cursor.due === null || run.cursor.due.includes(part.key);
    let isChanged = false;
    for await (const page of lookAt(run, part)) {
      isChanged ||= page.records.length > 0;
      yield page;
    }
    const { due } = run.cursor;
    const others = partsOf(run, projects).flatMap(({ key }) => (seen.has(key) ? [] : [key]));
    const left = due === null || (isChanged && !isDue) ? others : due.filter((key) => key !== part.key);
    const lookedAt = { ...run.cursor.lookedAt, [part.key]: run.clock.now() };
    yield pageOf(run, { due: left, lookedAt }, [], {
      done: seen.size,
      total: seen.size + left.length,
      what: part.what,
    });
  }
}

async function* lookAt(run: Run, part: Part): AsyncGenerator<CollectedPage> {
  try {
    yield* part.look(run);
  } catch (error) {
    // Work items were read in this run, so that the token is good: it only lacks the right to this part.
    if (!(error instanceof SourceFailure) || !['unauthorised', 'forbidden', 'missing'].includes(error.kind))
      throw error;
    run.notices.push(`${part.what} were not read: ${error.message}`);
  }
}

function nextPart(run: Run, parts: readonly Part[], seen: ReadonlySet<string>): Part | null {
  const { due, lookedAt } = run.cursor;
  const left = parts.filter(({ key }) => !seen.has(key));
  const wanted = left.find(({ key }) => due === null || due.includes(key));
  if (wanted !== undefined) return wanted;
  const now = run.clock.now();
  const waits = ({ key }: Part): number => now - (lookedAt[key] ?? 0);
  const longest = left.reduce<Part | null>(
    (most, part) => (most === null || waits(part) > waits(most) ? part : most),
    null,
  );
  if (longest === null) return null;
  return waits(longest) > (seen.size === 0 ? FRESH_MS : LATE_MS) ? longest : null;
}

function partsOf(_run: Run, projects: readonly string[]): readonly Part[] {
  return projects.map((project) => {
    const key = `iterations:${project}`;
    return { key, what: `iterations of ${project}`, look: (run: Run) => collectIterations(run, key, project) };
  });
}
