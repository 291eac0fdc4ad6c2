import type { ApplicationRule } from '../stream/document.ts';
import { windowOf } from '../window.ts';
import { compileApplication } from './applications.ts';
import { type JoinOptions, joinDelivery } from './join.ts';
import type { ApplicationDelivery } from './joined.ts';
import type { DeliveryInput } from './measure.ts';
import type { ChangeRecord, DeliveryRecord, DeploymentRecord, IncidentRecord, PullRequestRecord } from './records.ts';

/** An instant in January 2026, UTC: `'6 10:30'` is the 6th at 10:30. The 5th, 12th, 19th and 26th are Mondays. */
export function on(text: string): number {
  const [day = '1', time = '00:00'] = text.split(' ');
  return Date.parse(`2026-01-${day.padStart(2, '0')}T${time}Z`);
}

/** A commit of acme/shop; parents by hash, separated by blanks. */
export function commit(sha: string, when: string, parents = '', more: Partial<ChangeRecord> = {}): ChangeRecord {
  const all = parents === '' ? [] : parents.split(' ');
  return {
    kind: 'change',
    id: sha,
    repo: 'acme/shop',
    sha,
    parents: all,
    committedAt: on(when),
    authoredAt: on(when),
    keys: [],
    isMerge: all.length > 1,
    isRevert: false,
    isBot: false,
    paths: null,
    ...more,
  };
}

/** A deployment that succeeded; it took ten minutes. */
export function deploy(
  id: string,
  sha: string | null,
  when: string,
  more: Partial<DeploymentRecord> = {},
): DeploymentRecord {
  const finishedAt = on(when);
  return {
    kind: 'deployment',
    id,
    repo: 'acme/shop',
    application: null,
    environment: 'production',
    sha,
    status: 'succeeded',
    createdAt: finishedAt - 600_000,
    finishedAt,
    url: null,
    isRollback: null,
    isUnplanned: null,
    ...more,
  };
}

export function incident(
  id: string,
  opened: string,
  restored: string | null,
  more: Partial<IncidentRecord> = {},
): IncidentRecord {
  return {
    kind: 'incident',
    id,
    title: id,
    url: null,
    application: 'Shop',
    repo: null,
    openedAt: on(opened),
    detectedAt: null,
    restoredAt: restored === null ? null : on(restored),
    deployments: [],
    changes: [],
    item: null,
    ...more,
  };
}

/** A pull request; merged where `merged` says when. */
export function pullRequest(
  number: string,
  opened: string,
  merged: string | null,
  more: Partial<PullRequestRecord> = {},
): PullRequestRecord {
  const mergedAt = merged === null ? null : on(merged);
  return {
    kind: 'pull-request',
    id: `acme/shop#${number}`,
    repo: 'acme/shop',
    number,
    title: number,
    url: null,
    targetBranch: 'main',
    keys: [],
    commits: [],
    mergeCommit: null,
    firstCommitAt: null,
    openedAt: on(opened),
    firstResponseAt: null,
    approvedAt: null,
    mergedAt,
    closedAt: mergedAt,
    additions: null,
    deletions: null,
    isRevert: false,
    isBot: false,
    ...more,
  };
}

const SHOP: ApplicationRule = { name: 'Shop', repo: ['acme/shop'] };

/** Records joined for applications, by default one called Shop. */
export function joined(
  records: readonly DeliveryRecord[],
  rules: readonly ApplicationRule[] = [SHOP],
  options: JoinOptions = {},
) {
  return joinDelivery(records, rules.map(compileApplication), options);
}

/** The one application that records are joined for. */
export function shop(
  records: readonly DeliveryRecord[],
  rule: ApplicationRule = SHOP,
  options: JoinOptions = {},
): ApplicationDelivery {
  const [application] = joined(records, [rule], options).applications;
  if (application === undefined) throw new Error('one application was given');
  return application;
}

/** January 2026 in UTC, or other days of it, seen from its end. */
export function inJanuary(application: ApplicationDelivery, from = '2026-01-01', to = '2026-02-01'): DeliveryInput {
  return { application, window: windowOf('UTC', from, to) };
}

/** `id state`, with the deployment that has it first and why it is not known: `b deployed d2`, `c unknown d3 ancestry-unknown`. */
export function shown(application: ApplicationDelivery): readonly string[] {
  return application.changes.map(({ record, state, deployment, doubt }) =>
    [record.id, state, deployment?.record.id, doubt].filter((word) => word !== null && word !== undefined).join(' '),
  );
}
