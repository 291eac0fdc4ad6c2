import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { sideBySide } from '../kit/side-by-side.ts';
import { pathOf } from './client.ts';
import type { KeptPull } from './kept.ts';
import { keptPull, type PullRow, pullShape, signOfPull, threadsShape } from './read-pull.ts';
import { isReadRepository, repositoryName } from './repositories.ts';
import type { Run } from './run.ts';
import { walkList } from './walk-list.ts';

const listShape = z.object({ value: z.array(pullShape) });
const AT_ONCE = 50;

/** Pull requests of a project, those opened last first. */
export function collectPulls(run: Run, part: string, project: string): AsyncGenerator<CollectedPage> {
  const list = async (status: string, skip: number): Promise<readonly PullRow[]> => {
    const query = { 'searchCriteria.status': status, $top: AT_ONCE, $skip: skip };
    return (await run.api.get(listShape, pathOf(project, 'git/pullrequests'), query)).value;
  };
  return walkList<PullRow>(run, part, {
    what: `pull requests of ${project}`,
    ask: async (next) => {
      const skip = next === '' ? 0 : Number(next);
      const rows = await list('all', skip);
      return { rows, next: rows.length < AT_ONCE ? null : String(skip + AT_ONCE) };
    },
    idOf: ({ pullRequestId }) => pullRequestId,
    signOf: signOfPull,
    keep: (rows) => {
      const wanted = rows.filter(({ repository }) => isReadRepository(run.config, repository.name));
      return sideBySide(wanted, (row) => readPull(run, project, row));
    },
    again: async (ids) => {
      const active: PullRow[] = [];
      for (let skip = 0; ; skip += AT_ONCE) {
        const rows = await list('active', skip);
        active.push(...rows);
        if (rows.length < AT_ONCE) break;
      }
      const closed = ids.filter((id) => !active.some(({ pullRequestId }) => pullRequestId === id));
      const ended = await sideBySide(closed, (id) =>
        run.api.find(pullShape, pathOf(project, `git/pullrequests/${id}`)),
      );
      return [...active, ...ended.flatMap((row) => row ?? [])];
    },
  });
}

/** With its commits, linked work items and threads: two requests. */
async function readPull({ api, config }: Run, project: string, row: PullRow): Promise<KeptPull> {
  const { pullRequestId: id, repository } = row;
  const path = pathOf(project, `git/repositories/${repository.id}/pullRequests/${id}`);
  const whole = await api.get(pullShape, path, { includeCommits: 'true', includeWorkItemRefs: 'true' });
  const { value: threads } = await api.get(threadsShape, `${path}/threads`);
  const name = repositoryName(project, repository.name);
  const place = `${encodeURIComponent(project)}/_git/${encodeURIComponent(repository.name)}`;
  return keptPull(whole, threads, name, `${config.url}/${place}/pullrequest/${id}`);
}
