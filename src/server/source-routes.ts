import type { OpenAPIHono } from '@hono/zod-openapi';
import { sourceRoutes } from '../api/sources.ts';
import type { App } from '../app/app.ts';
import { requireToken } from '../app/outcomes/tokens.ts';
import { estimateSource, findProjects, testSource } from '../app/sources/ask-source.ts';
import { listConnectors } from '../app/sources/connectors.ts';
import { removeLiveSource, saveLiveSource } from '../app/sources/kept-sources.ts';
import { listSourceStates, runAnswer } from '../app/sources/source-state.ts';
import { syncRunsOf } from '../app/sources/sync-source.ts';
import { takePush } from '../app/sources/take-push.ts';
import { recomputeOutdated } from '../jobs/import-upload.ts';
import type { Jobs } from '../jobs/runner.ts';
import type { Syncing } from '../jobs/sync-sources.ts';

/** Live sources: their set-up, what they may do, their runs, and the calls of webhooks. */
export function addSourceRoutes(api: OpenAPIHono, app: App, jobs: Jobs, syncing: Syncing): void {
  api.openapi(sourceRoutes.connectors, (c) => c.json({ connectors: listConnectors() }, 200));
  api.openapi(sourceRoutes.sources, async (c) => c.json({ sources: await listSourceStates(app, syncing.asked) }, 200));
  api.openapi(sourceRoutes.saveSource, async (c) => {
    const { id } = c.req.valid('param');
    const answer = await saveLiveSource(app, { id, ...c.req.valid('json') });
    // A source that is paused is not asked because its settings were kept.
    if (!answer.isPaused) await syncing.begin(id, 'changes', true);
    return c.json({ id, version: answer.version }, 200);
  });
  api.openapi(sourceRoutes.removeSource, async (c) =>
    c.json(await removeLiveSource(app, c.req.valid('param').id), 200),
  );
  api.openapi(sourceRoutes.testSource, async (c) =>
    c.json({ checks: [...(await testSource(app, c.req.valid('json')))] }, 200),
  );
  api.openapi(sourceRoutes.findProjects, async (c) => {
    const { words, ...draft } = c.req.valid('json');
    return c.json({ projects: [...(await findProjects(app, draft, words))] }, 200);
  });
  api.openapi(sourceRoutes.estimateSource, async (c) => c.json(await estimateSource(app, c.req.valid('json')), 200));
  api.openapi(sourceRoutes.syncSource, async (c) =>
    c.json(await syncing.begin(c.req.valid('param').id, c.req.valid('json').mode, true), 200),
  );
  api.openapi(sourceRoutes.syncRuns, async (c) =>
    c.json({ runs: (await syncRunsOf(app, c.req.valid('param').id)).map(runAnswer) }, 200),
  );
  api.openapi(sourceRoutes.push, async (c) => {
    await requireToken(app, c.req.header('authorization'));
    const taken = await takePush(app, c.req.valid('param').id, c.req.valid('json'));
    if (taken.new + taken.changed + taken.delivery > 0) await recomputeOutdated(app, jobs);
    return c.json({ ...taken }, 200);
  });
  api.openapi(sourceRoutes.hook, async (c) => {
    const { token } = c.req.valid('query');
    const given = token ?? c.req.header('x-gitlab-token');
    await requireToken(app, given === undefined ? c.req.header('authorization') : `Bearer ${given}`);
    return c.json(await syncing.call(c.req.valid('param').id, (name) => c.req.header(name)), 200);
  });
}
