import { ELSEWHERE, type FakeDeployment, type FakeReleases } from '../../fakes/azure-devops/releases.ts';
import type { FakeWorkItem } from '../../fakes/azure-devops/work-item.ts';
import type { AzureDevOpsSite } from '../../fakes/azure-devops.ts';
import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import { isRecord } from '../kit/json-shape.ts';
import type { Mapped } from '../kit/live-source.ts';

const DAY_MS = 86_400_000;
const READ = ['CHK', 'CAT'];
const KNOWN_AS = new Map([
  ['Proposed', 'new'],
  ['InProgress', 'indeterminate'],
  ['Completed', 'done'],
]);

/** What the site holds, said by its own records and without the connector. */
export function truthOf(site: AzureDevOpsSite, releases: FakeReleases, address: string): readonly Mapped[] {
  const items = site.visible(READ);
  const records: readonly DeliveryRecord[] = [
    ...items.filter((item) => item.now.fields.type === 'Bug').map((item) => incidentOf(site, item, address)),
    ...iterationsOf(site),
    ...codeOf(site, address),
    ...READ.flatMap((project) => releases.of(project).flatMap((one) => releaseOf(one, address))),
  ];
  return [
    ...items.map((item): Mapped => itemOf(site, item, address)),
    ...records.map((record): Mapped => ({ kind: 'delivery', record })),
  ];
}

function itemOf({ categories }: AzureDevOpsSite, item: FakeWorkItem, address: string): Mapped {
  const states = [...new Set(item.revisions.map(({ fields }) => fields.state))];
  return {
    kind: 'item',
    history: item.history('azure-devops', address),
    categories: states.map((name) => ({ id: null, name, category: KNOWN_AS.get(categories.get(name) ?? '') ?? null })),
    types: [{ name: item.now.fields.type, isSubtask: false }],
  };
}

function incidentOf({ categories }: AzureDevOpsSite, item: FakeWorkItem, address: string): DeliveryRecord {
  const isOpen = item.revisions.findLastIndex(({ fields }) => categories.get(fields.state) !== 'Completed');
  const { title, area } = item.now.fields;
  return {
    kind: 'incident',
    id: `item:${item.id}`,
    title,
    url: item.history('azure-devops', address).url,
    application: area.slice(area.lastIndexOf('\\') + 1),
    repo: null,
    openedAt: item.revisions[0]?.at ?? 0,
    detectedAt: null,
    restoredAt: item.revisions[isOpen + 1]?.at ?? null,
    deployments: [],
    changes: [],
    item: `AB#${item.id}`,
  };
}

function iterationsOf(site: AzureDevOpsSite): readonly DeliveryRecord[] {
  return READ.flatMap((project) =>
    [...(site.iterations.get(project)?.values() ?? [])]
      .filter(({ startDate }) => startDate !== null)
      .map((one) => ({
        kind: 'iteration',
        id: String(one.id),
        name: one.path,
        of: project,
        startAt: Date.parse(one.startDate ?? ''),
        endAt: Date.parse(one.finishDate ?? '') + DAY_MS,
        completedAt: null,
      })),
  );
}

function codeOf(site: AzureDevOpsSite, address: string): readonly DeliveryRecord[] {
  const repo = site.repository('checkout');
  const name = 'CHK/checkout';
  return [
    ...repo.pulls.map(({ branch: _branch, item, ...pull }) => ({
      ...pull,
      id: pull.number,
      repo: name,
      url: `${address}/CHK/_git/checkout/pullrequest/${pull.number}`,
      keys: item === null ? pull.keys : [...pull.keys, `AB#${item}`],
      firstResponseAt: pull.firstResponseAt ?? pull.approvedAt,
      additions: null,
      deletions: null,
    })),
    ...repo.commits.map(({ message: _message, isOnDefaultBranch: _isOn, ...commit }) => ({
      ...commit,
      id: `${name}@${commit.sha}`,
      repo: name,
    })),
    ...site.runsOf(repo).flatMap((run): readonly DeliveryRecord[] => {
      const isStaged = run.pipeline.startsWith('Publish');
      if (!isStaged && !run.pipeline.endsWith('production')) return [];
      return [
        {
          kind: 'deployment',
          id: isStaged ? `stage:${run.id}/manual` : `run:${run.id}`,
          repo: name,
          application: null,
          environment: isStaged ? 'manual' : 'production',
          sha: run.sha,
          status: run.status,
          createdAt: isStaged ? run.startedAt + 1_000 : run.startedAt,
          finishedAt: run.finishedAt,
          url: `${address}/CHK/_build/results?buildId=${run.id}`,
          isRollback: null,
          isUnplanned: null,
        },
      ];
    }),
  ];
}

const BECAME = {
  succeeded: 'succeeded',
  failed: 'failed',
  refused: 'cancelled',
  cancelled: 'cancelled',
  running: 'running',
} as const;

/** One for each repository whose commit it brings; those of other repositories than the one that is read are left out. */
function releaseOf({ id, repo, stage, outcome, artifacts, ...one }: FakeDeployment, address: string) {
  if (stage !== 'Live' || outcome === 'waiting') return [];
  const isRead = repo.name === 'checkout';
  const own = artifacts === 'package' ? [] : [{ repo: `CHK/${repo.name}`, sha: one.sha }];
  const elsewhere = artifacts === 'build and code elsewhere' ? [ELSEWHERE] : [];
  const commits = [...(isRead ? own : []), ...elsewhere];
  if (commits.length === 0 && artifacts !== 'package') return [];
  const key = `release:${repo.project}/${id}`;
  const all = commits.length === 0 ? [{ repo: null, sha: null }] : commits;
  return all.map(
    (commit, place): DeliveryRecord => ({
      kind: 'deployment',
      id: place === 0 ? key : `${key}/${commit.repo}`,
      ...commit,
      application: commit.repo === null ? `${repo.name} releases` : null,
      environment: 'live',
      status: BECAME[outcome],
      createdAt: one.startedAt,
      finishedAt: one.finishedAt,
      url: `${address}/${repo.project}/_release?releaseId=${10_000 + id}&_a=release-summary`,
      isRollback: null,
      isUnplanned: null,
    }),
  );
}

/** With its keys in one order, so that the texts of two can be compared. */
export function sorted(mapped: Mapped): Mapped {
  const read: Mapped = JSON.parse(JSON.stringify(mapped, byKey));
  return read;
}

function byKey(_key: string, value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
}
