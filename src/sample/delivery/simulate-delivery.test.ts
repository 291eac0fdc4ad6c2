import { describe, expect, it } from 'vitest';
import { simulateOrganisation } from '../simulate-organisation.ts';
import { buildSpansOf } from './build-spans.ts';
import type { SampleDelivery } from './records.ts';
import { SAMPLE_APPLICATIONS, simulateDelivery } from './simulate-delivery.ts';

const END_AT = Date.parse('2014-06-30T00:00:00Z');
const histories = simulateOrganisation({ seed: 3, endOn: '2014-06-30', scale: 0.1 }).streams.flatMap(
  (stream) => stream.histories,
);
const options = { seed: 3, applications: SAMPLE_APPLICATIONS, endAt: END_AT };
const deliveries = simulateDelivery(histories, options);

function each<Thing>(of: (delivery: SampleDelivery) => readonly Thing[]): readonly Thing[] {
  return deliveries.flatMap(of);
}

describe('a simulated delivery', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(simulateDelivery(histories, options)).toEqual(deliveries);
    expect(simulateDelivery(histories, { ...options, seed: 4 })).not.toEqual(deliveries);
  });

  it('gives every finished item of its projects at least one commit that names it or a pull request that does', () => {
    for (const { application, commits, pullRequests } of deliveries) {
      const named = new Set([...pullRequests.flatMap(({ keys }) => keys), ...commits.flatMap(({ keys }) => keys)]);
      const directly = new Set(
        commits.filter(({ isOnDefaultBranch }) => isOnDefaultBranch).map(({ message }) => message),
      );
      for (const { item, title } of buildSpansOf(histories, application.projects))
        expect(named.has(item) || directly.has(title)).toBe(true);
    }
  });

  it('has each pull request opened, answered, approved and closed in this order, and before the end', () => {
    for (const pull of each(({ pullRequests }) => pullRequests)) {
      const known = [pull.firstCommitAt, pull.openedAt, pull.firstResponseAt, pull.approvedAt, pull.closedAt];
      const instants = known.filter((instant) => instant !== null);
      expect(instants).toEqual(instants.toSorted((one, other) => one - other));
      expect(pull.closedAt).toBeLessThan(END_AT);
      expect(pull.mergedAt === null).toBe(pull.mergeCommit === null);
    }
  });

  it('has every commit of the default branch follow its parents', () => {
    for (const { commits } of deliveries) {
      const before = new Set<string>();
      for (const { sha, parents } of commits) {
        for (const parent of parents) expect(before.has(parent)).toBe(true);
        before.add(sha);
      }
    }
  });

  it('deploys only what was committed before, and mends after an incident was opened', () => {
    for (const { commits, deployments, incidents } of deliveries) {
      const at = new Map(commits.map(({ sha, committedAt }) => [sha, committedAt]));
      for (const { sha, createdAt, environment } of deployments)
        if (environment === 'production') expect(at.get(sha ?? '')).toBeLessThanOrEqual(createdAt);
      const finished = new Map(deployments.map(({ id, finishedAt }) => [id, finishedAt ?? 0]));
      for (const { causedBy, endedBy, openedAt, restoredAt } of incidents) {
        expect(finished.get(causedBy)).toBeLessThan(openedAt + 3_600_000);
        expect(restoredAt).toBe(finished.get(endedBy ?? ''));
        expect(restoredAt).toBeGreaterThan(openedAt);
      }
    }
  });

  it('has bots, reverts, abandoned pull requests, trunk-based work, failures, rollbacks and releases in it', () => {
    const pulls = each(({ pullRequests }) => pullRequests);
    expect(pulls.some(({ isBot }) => isBot)).toBe(true);
    expect(pulls.some(({ mergedAt }) => mergedAt === null)).toBe(true);
    expect(each(({ commits }) => commits).some(({ isRevert }) => isRevert)).toBe(true);
    const deployments = each((delivery) => delivery.deployments);
    expect(deployments.some(({ status }) => status === 'failed')).toBe(true);
    expect(deployments.some(({ isRollback }) => isRollback === true)).toBe(true);
    expect(each(({ incidents }) => incidents).length).toBeGreaterThan(0);
    expect(each(({ releases }) => releases).length).toBeGreaterThan(0);
    const onBranches = new Set(pulls.flatMap(({ commits, mergeCommit }) => [...commits, mergeCommit ?? '']));
    const direct = each(({ commits }) => commits).filter(({ sha }) => !onBranches.has(sha));
    expect(new Set(direct.map(({ repo }) => repo))).toContain('example/catalogue');
  });
});
