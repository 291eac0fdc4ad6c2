import { expect, it } from 'vitest';
import { CATALOGUE, withCatalogue } from './catalogue.test-data.ts';
import { gitLabConfig } from './config.ts';
import { recordOf } from './kept.ts';
import { mapGitLab } from './map.ts';
import { keptMilestone } from './read-milestone.ts';

const config = gitLabConfig.parse({ projects: [CATALOGUE] });
const row = { id: 4, project_id: 7, title: 'Summer', updated_at: Date.UTC(2024, 0, 2) };

function iterationOf(milestone: Parameters<typeof keptMilestone>[0]) {
  return mapGitLab(recordOf(keptMilestone(milestone, CATALOGUE)).payload, 'gitlab', config).map((mapped) =>
    mapped.kind === 'delivery' ? mapped.record : null,
  );
}

it('a milestone is an iteration that ends with its last day', () => {
  expect(iterationOf({ ...row, start_date: '2024-06-03', due_date: '2024-06-14' })).toEqual([
    {
      kind: 'iteration',
      id: '4',
      name: 'Summer',
      of: CATALOGUE,
      startAt: Date.UTC(2024, 5, 3),
      endAt: Date.UTC(2024, 5, 15),
      completedAt: null,
    },
  ]);
});

it('a milestone without a date is no iteration', () => {
  expect(iterationOf(row)).toEqual([]);
});

it('a milestone of a group says its group, also where GitLab lies below another path', () => {
  const web_url = 'https://example.org/gitlab/groups/acme/shop/-/milestones/2';
  expect(iterationOf({ ...row, project_id: null, due_date: '2024-06-14', web_url })).toMatchObject([
    { of: 'acme/shop', startAt: null },
  ]);
});

it('a milestone that was deleted is gone with the next sweep', () =>
  withCatalogue(async ({ site, run, kept }) => {
    await run();
    const gone = site.project(CATALOGUE).milestones.shift();
    await run('sweep');
    const milestones = [...kept.records.keys()].filter((id) => id.startsWith('milestone:'));
    expect(milestones).toHaveLength(2);
    expect(milestones).not.toContain(`milestone:${gone?.id}`);
  }));
