import { z } from 'zod';
import { knownInstantShape as at } from '../kit/instant-shape.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import { sideBySide } from '../kit/side-by-side.ts';
import { pathOf } from './client.ts';
import { isMeant } from './config.ts';
import { listStateOf } from './cursor.ts';
import type { KeptRun } from './kept.ts';
import { isReadSource, repositoryOf, sourceShape } from './repositories.ts';
import type { Run } from './run.ts';
import { walkList } from './walk-list.ts';

const definitionsShape = z.object({ value: z.array(z.object({ id: z.number(), name: z.string() })) });

const buildShape = z.object({
  id: z.number(),
  definition: z.object({ id: z.number(), name: z.string() }),
  status: z.string(),
  result: z.string().nullish(),
  queueTime: at,
  startTime: at,
  finishTime: at,
  sourceVersion: z.string().nullish(),
  repository: sourceShape.nullish(),
});

const listShape = z.object({ value: z.array(buildShape) });

const timelineShape = z.object({
  records: z
    .array(
      z.object({
        id: z.string(),
        type: z.string(),
        name: z.string(),
        state: z.string().nullish(),
        result: z.string().nullish(),
        startTime: at,
        finishTime: at,
      }),
    )
    .nullish(),
});

type BuildRow = z.infer<typeof buildShape>;

const AT_ONCE = 100;
const DEFINITIONS_AT_ONCE = 1_000;

/** Runs of the pipelines that deploy, those queued last first. */
export async function* collectRuns(run: Run, part: string, project: string): AsyncGenerator<CollectedPage> {
  const wanted = (await definitionsOf(run, part, project)).join(',');
  if (wanted === '') return;
  const path = pathOf(project, 'build/builds');
  yield* walkList<BuildRow>(run, part, {
    what: `runs of pipelines of ${project}`,
    ask: async (next) => {
      const { data, next: token } = await run.api.page(listShape, path, {
        definitions: wanted,
        queryOrder: 'queueTimeDescending',
        $top: AT_ONCE,
        continuationToken: next === '' ? undefined : next,
      });
      return { rows: data.value, next: token };
    },
    idOf: ({ id }) => id,
    signOf: ({ status, startTime }) => (status === 'completed' ? null : `${status} ${startTime ?? ''}`),
    keep: (rows) => {
      const wanted = rows.filter(({ repository }) => repository == null || isReadSource(run, repository));
      return sideBySide(wanted, (row) => readRun(run, project, row));
    },
    again: async (ids) => {
      const rows: BuildRow[] = [];
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const query = { buildIds: ids.slice(from, from + AT_ONCE).join(',') };
        rows.push(...(await run.api.get(listShape, path, query)).value);
      }
      return rows;
    },
  });
}

/** Ids of the pipelines that deploy: asked for where the part is due, remembered otherwise. */
async function definitionsOf(run: Run, part: string, project: string): Promise<readonly number[]> {
  const { due, lists } = run.cursor;
  const state = listStateOf(run.cursor, part);
  if (due !== null && !due.includes(part) && state.definitions.length > 0) return state.definitions;
  const definitions: number[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: { readonly data: z.infer<typeof definitionsShape>; readonly next: string | null } = await run.api.page(
      definitionsShape,
      pathOf(project, 'build/definitions'),
      { $top: DEFINITIONS_AT_ONCE, continuationToken: next === '' ? undefined : next },
    );
    for (const { id, name } of page.data.value)
      if (run.config.deploymentPipelines.some(({ pipeline }) => isMeant(pipeline, name))) definitions.push(id);
    next = page.next;
  }
  run.cursor = { ...run.cursor, lists: { ...lists, [part]: { ...state, definitions } } };
  return definitions;
}

async function readRun(run: Run, project: string, build: BuildRow): Promise<KeptRun> {
  const { id, definition, repository } = build;
  const isStaged = run.config.deploymentPipelines.some(
    ({ pipeline, stage }) => stage !== undefined && isMeant(pipeline, definition.name),
  );
  const timeline = isStaged ? await run.api.find(timelineShape, pathOf(project, `build/builds/${id}/timeline`)) : null;
  return {
    kind: 'run',
    id,
    repo: repository == null ? null : repositoryOf(run, project, repository),
    pipeline: definition.name,
    sha: build.sourceVersion ?? null,
    queuedAt: build.queueTime ?? build.startTime ?? 0,
    state: build.status,
    result: build.result ?? null,
    startedAt: build.startTime,
    endedAt: build.finishTime,
    stages: (timeline?.records ?? [])
      .filter(({ type }) => type === 'Stage')
      .map((stage) => ({
        id: stage.id,
        name: stage.name,
        state: stage.state ?? 'unknown',
        result: stage.result ?? null,
        startedAt: stage.startTime,
        endedAt: stage.finishTime,
      }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    url: `${run.config.url}/${encodeURIComponent(project)}/_build/results?buildId=${id}`,
  };
}
