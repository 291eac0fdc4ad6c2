import { expect, it } from 'vitest';
import { type FakeGitLabIssue, setIteration } from '../../fakes/gitlab/site.ts';
import { calendarOf } from '../../flow/calendar.ts';
import { planIterations } from '../../flow/planned-iterations.ts';
import { CATALOGUE, withCatalogue } from './catalogue.test-data.ts';
import { gitLabConfig } from './config.ts';
import { mapGitLab } from './map.ts';

const config = gitLabConfig.parse({ projects: [CATALOGUE] });
const FIRST = { id: 50, title: null, group: 'example', startDate: '2026-01-05', dueDate: '2026-01-18' };
const SECOND = { id: 51, title: 'Checkout', group: 'example', startDate: '2026-01-19', dueDate: '2026-02-01' };
const on = (day: string): number => Date.parse(`2026-${day}T12:00:00Z`);

const issueOf = (iid: number): FakeGitLabIssue => ({
  id: 900 + iid,
  iid,
  title: `Issue ${iid}`,
  description: '',
  type: 'issue',
  createdAt: on('01-02'),
  updatedAt: on('01-02'),
  closedAt: null,
  labels: [],
  milestone: null,
  events: [],
});

it('what an issue was in at each time comes with the iterations, and gives their plans', () =>
  withCatalogue(async ({ site, run, kept }) => {
    const [moved, late] = [issueOf(1), issueOf(2)];
    setIteration(moved, on('01-03'), FIRST);
    setIteration(moved, on('01-18'), SECOND);
    // Put in when the second had begun.
    setIteration(late, on('01-20'), SECOND);
    site.project(CATALOGUE).issues = [moved, late];
    await run();
    const mapped = [...kept.records.values()].flatMap((payload) => mapGitLab(payload, 'gitlab', config));
    const histories = mapped.flatMap((one) => (one.kind === 'item' ? [one.history] : []));
    const found = mapped.flatMap((one) =>
      one.kind === 'delivery' && one.record.kind === 'iteration' && one.record.id.startsWith('iteration ')
        ? [one.record]
        : [],
    );
    const records = found.toSorted((one, other) => (one.startAt ?? 0) - (other.startAt ?? 0));
    expect(records).toEqual([
      expect.objectContaining({ name: '2026-01-05 to 2026-01-18', of: 'example', startAt: Date.UTC(2026, 0, 5) }),
      expect.objectContaining({ name: 'Checkout', of: 'example', endAt: Date.UTC(2026, 1, 2) }),
    ]);
    const changes = histories.find(({ item }) => item.endsWith('#1'))?.changes ?? [];
    expect(
      changes.flatMap((change) =>
        change.field === 'custom' && change.name === 'Iteration' ? [[change.at, ...change.to]] : [],
      ),
    ).toEqual([[on('01-03'), '2026-01-05 to 2026-01-18'], [on('01-18')], [on('01-18'), 'Checkout']]);
    const planned = planIterations(records, histories, calendarOf('UTC'));
    expect(planned.map((one) => [one.name, one.planned])).toEqual([
      ['2026-01-05 to 2026-01-18', [`${CATALOGUE}#1`]],
      ['Checkout', [`${CATALOGUE}#1`]],
    ]);
  }));

it('where the licence has no iterations, nothing is asked of them', () =>
  withCatalogue(async ({ site, run, requests }) => {
    site.project(CATALOGUE).issues = [issueOf(1)];
    await run();
    expect(requests.some((one) => one.includes('resource_milestone_events'))).toBe(true);
    expect(requests.filter((one) => one.includes('iteration'))).toEqual([]);
  }));
