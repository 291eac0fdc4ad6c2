import { expect, it } from 'vitest';
import { CATALOGUE, withCatalogue } from './catalogue.test-data.ts';
import { gitLabConfig } from './config.ts';
import { mapGitLab } from './map.ts';

it('lines come for twenty merge requests in a request, and zeros without a file are unknown', () =>
  withCatalogue(async ({ site, run, kept, requests }) => {
    const project = site.project(CATALOGUE);
    const [first, second] = project.merges;
    project.merges = project.merges.map((merge) => {
      if (merge === first) return { ...merge, additions: null, deletions: null };
      return merge === second ? { ...merge, additions: 12, deletions: 0 } : merge;
    });
    await run();
    const asked = requests.filter((request) => request.startsWith('POST')).length;
    // 89 merge requests come in one page, so that five requests tell their lines, beside the one for what is newest.
    expect(project.merges).toHaveLength(89);
    expect(asked).toBe(6);
    const config = gitLabConfig.parse({ projects: [CATALOGUE] });
    const linesOf = (id: string | undefined) =>
      mapGitLab(kept.records.get(`pull:${id}`) ?? '', 'gitlab', config).map((mapped) =>
        mapped.kind === 'delivery' && mapped.record.kind === 'pull-request'
          ? [mapped.record.additions, mapped.record.deletions]
          : [],
      );
    expect(linesOf(first?.id)).toEqual([[null, null]]);
    expect(linesOf(second?.id)).toEqual([[12, 0]]);
  }));
