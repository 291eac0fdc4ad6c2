import type { CollectedPage } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { collectCommits } from './collect-commits.ts';
import { collectIterations } from './collect-iterations.ts';
import { collectPulls } from './collect-pulls.ts';
import { collectReleases } from './collect-releases.ts';
import { collectRuns } from './collect-runs.ts';
import { collectRepositories, repositoryName } from './repositories.ts';
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
/** In a thorough run whatever was not looked at for so long. */
const THOROUGH_MS = 30_000;

/**
 * Azure DevOps has no one place that tells what changed beside work items. So the other parts are looked at when work
 * changed; otherwise one of them a run, the one that waits longest, so that a quiet run takes two requests.
 */
export async function* collectParts(
  run: Run,
  projects: readonly string[],
  isThorough: boolean,
): AsyncGenerator<CollectedPage> {
  const seen = new Set<string>();
  for (;;) {
    const part = nextPart(run, partsOf(run, projects), seen, isThorough);
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

function nextPart(run: Run, parts: readonly Part[], seen: ReadonlySet<string>, isThorough: boolean): Part | null {
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
  const enough = isThorough ? THOROUGH_MS : seen.size === 0 ? FRESH_MS : LATE_MS;
  return waits(longest) > enough ? longest : null;
}

/** Repositories before what names them, and each one's commits last: those take the most requests. */
function partsOf({ config, cursor }: Run, projects: readonly string[]): readonly Part[] {
  const deploys = config.deploymentPipelines.length > 0;
  return [
    ...projects.map((project) => partOf('iterations', project, (run, key) => collectIterations(run, key, project))),
    ...projects.map((project) => partOf('repositories', project, (run) => collectRepositories(run, project))),
    ...projects.map((project) => partOf('pull requests', project, (run, key) => collectPulls(run, key, project))),
    ...(deploys ? projects : []).map((project) =>
      partOf('pipelines', project, (run, key) => collectRuns(run, key, project)),
    ),
    ...(config.releasePipelines.length > 0 ? projects : []).map((project) =>
      partOf('releases', project, (run, key) => collectReleases(run, key, project)),
    ),
    ...cursor.repositories
      .filter(({ project }) => projects.includes(project))
      .map((repository) => {
        const name = repositoryName(repository.project, repository.name);
        return partOf('commits', name, (run, key) => collectCommits(run, key, repository), repository.id);
      }),
  ];
}

function partOf(
  kind: string,
  of: string,
  look: (run: Run, key: string) => AsyncGenerator<CollectedPage>,
  id: string = of,
): Part {
  const key = `${kind}:${id}`;
  return { key, what: `${kind} of ${of}`, look: (run) => look(run, key) };
}
