import {
  defaultBranch,
  type FakeEvent,
  type FakeGitLabIssue,
  type FakeProject,
  type GitLabSite,
  milestoneId,
  STATUS_LABELS,
  setClosed,
  setLabel,
  setMilestone,
} from '../../fakes/gitlab/site.ts';
import { GITLAB_PLANTED, startFakeGitLab } from '../../fakes/gitlab.ts';
import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import { NO_FIELDS } from '../../flow/history.test-data.ts';
import type { Change, Status } from '../../flow/history.ts';
import type { ContractCase } from '../contract.test-data.ts';
import { SMALL, sorted } from '../github/contract.test-data.ts';
import type { Mapped } from '../kit/live-source.ts';
import { sourceOf } from '../live-sources.test-data.ts';
import { gitLabConfig } from './config.ts';

const CHECKOUT = 'example/checkout';

const ISSUES = 60;

export const gitLabCase: ContractCase = {
  source: sourceOf('gitlab'),
  start: async ({ faultOf, ...options }) => {
    const fake = await startFakeGitLab({
      ...SMALL,
      // Three requests an issue: these are enough.
      histories: SMALL.histories.slice(0, ISSUES),
      ...options,
      ...(faultOf === undefined ? {} : { faultOf: (_request, index) => faultOf(index) }),
    });
    const { site } = fake;
    const project = site.project(CHECKOUT);
    return {
      config: gitLabConfig.parse({ url: fake.address, projects: [CHECKOUT], statusLabels: STATUS_LABELS }),
      secrets: { token: 'any' },
      requests: fake.requests,
      planted: GITLAB_PLANTED,
      truth: () => truthOf(site, project).map(comparable),
      comparable,
      change: () => changeSome(site, project),
      remove: () => `issue:${project.issues.splice(3, 1)[0]?.id ?? ''}`,
      // An issue that is moved is closed, and another one is made of it.
      move: null,
      close: fake.close,
    };
  },
};

/** Changes of one instant stand in no order of their own here. */
function comparable(mapped: Mapped): Mapped {
  if (mapped.kind === 'delivery') return sorted(mapped);
  const { history } = mapped;
  const changes = history.changes
    .map((change) => ({ ...change, sequence: 0 }))
    .toSorted((one, other) => one.at - other.at || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return sorted({ ...mapped, history: { ...history, changes } });
}

function changeSome(site: GitLabSite, project: FakeProject): readonly string[] {
  const changed: string[] = [];
  for (const [place, issue] of project.issues.slice(5, 8).entries()) {
    const at = site.pass(120_000);
    if (place === 0) setLabel(issue, at, 'late', true);
    else if (place === 1) setMilestone(issue, at, issue.milestone === 'Summer' ? 'Autumn' : 'Summer');
    else setClosed(issue, at, issue.closedAt === null);
    changed.push(`issue:${issue.id}`);
  }
  const [merge, ...others] = project.merges;
  if (merge !== undefined) {
    const updatedAt = site.pass(120_000);
    project.merges = [{ ...merge, title: `Another title than before ${updatedAt}`, updatedAt }, ...others];
    changed.push(`pull:${merge.id}`);
  }
  changed.push(`commit:${site.commit(project.path, 'Mend what nobody named').id}`);
  changed.push(`release:${site.release(project.path, `v99.0.${project.releases.length}`).id}`);
  const [milestone] = project.milestones;
  if (milestone !== undefined) {
    milestone.dueDate = milestone.dueDate === '2014-06-20' ? '2014-06-21' : '2014-06-20';
    milestone.updatedAt = site.pass(120_000);
    changed.push(`milestone:${milestone.id}`);
  }
  return changed;
}

/** What the site holds, told forward from its own events and without the connector. */
function truthOf({ address }: GitLabSite, project: FakeProject): readonly Mapped[] {
  const url = `${address}/${project.path}/-`;
  const items = project.issues.map(
    (issue): Mapped => ({
      kind: 'item',
      history: {
        source: 'gitlab',
        item: `${project.path}#${issue.iid}`,
        url: `${url}/issues/${issue.iid}`,
        createdAt: issue.createdAt,
        initial: {
          ...NO_FIELDS,
          title: issue.title,
          status: { id: 'open', name: 'open' },
          type: issue.type,
          project: project.path,
        },
        ...told(issue),
        isCutShort: false,
        deletedAt: null,
      },
      categories: [
        { id: 'open', name: 'open', category: 'new' },
        { id: 'closed', name: 'closed', category: 'done' },
      ],
      types: [{ name: issue.type, isSubtask: false }],
    }),
  );
  return [...items, ...deliveriesOf(project, url).map((record): Mapped => ({ kind: 'delivery', record }))];
}

/** Instant by instant: labels one after the other, then the status that they leave. */
function told({ events }: FakeGitLabIssue): { readonly changes: readonly Change[]; readonly presentStatus: Status } {
  const changes: Change[] = [];
  let labels: readonly string[] = [];
  let isOpen = true;
  let board: string | null = null;
  const status = (): Status =>
    !isOpen
      ? { id: 'closed', name: 'closed' }
      : board === null
        ? { id: 'open', name: 'open' }
        : { id: null, name: board };
  const moved = (at: number, from: Status): void => {
    if (from.name !== status().name) changes.push({ at, sequence: 0, field: 'status', from, to: status() });
  };
  for (const at of new Set(events.map((event) => event.at))) {
    const now = events.filter((event) => event.at === at);
    for (const event of now.filter(({ kind }) => kind === 'state')) {
      const from = status();
      isOpen = event.action !== 'closed';
      moved(at, from);
      changes.push({ at, sequence: 0, field: 'resolution', to: isOpen ? null : 'closed' });
    }
    for (const event of now.filter(({ kind }) => kind === 'label')) {
      labels = event.action === 'add' ? [...labels, event.name] : labels.filter((label) => label !== event.name);
      changes.push({ at, sequence: 0, field: 'labels', to: labels });
    }
    for (const { name } of now.filter(({ kind }) => kind === 'milestone'))
      changes.push(
        { at, sequence: 0, field: 'custom', name: 'Milestone', to: [name] },
        { at, sequence: 0, field: 'custom', name: 'Milestone id', to: [String(milestoneId(name))] },
      );
    const from = status();
    board = boardAfter(board, now);
    moved(at, from);
  }
  return { changes, presentStatus: status() };
}

function boardAfter(before: string | null, events: readonly FakeEvent[]): string | null {
  const own = events.filter(({ kind, name }) => kind === 'label' && name.startsWith(STATUS_LABELS));
  const added = own.findLast(({ action }) => action === 'add');
  if (added !== undefined) return added.name.slice(STATUS_LABELS.length);
  return own.length === 0 ? before : null;
}

function deliveriesOf(project: FakeProject, url: string): readonly DeliveryRecord[] {
  return [
    ...defaultBranch(project).map(({ message: _message, isOnDefaultBranch: _isOn, ...commit }) => commit),
    ...project.merges.map(({ branch: _branch, updatedAt: _at, ...merge }) => ({
      ...merge,
      url: `${url}/merge_requests/${merge.number}`,
      firstResponseAt: merge.firstResponseAt ?? merge.approvedAt,
    })),
    ...project.releases.map((release) => ({
      ...release,
      url: `${url}/releases/${release.name}`,
    })),
    ...project.milestones
      .filter(({ dueDate }) => dueDate !== null)
      .map(
        ({ id, title, group, startDate, dueDate }): DeliveryRecord => ({
          kind: 'iteration',
          id: String(id),
          name: title,
          of: group ?? project.path,
          startAt: startDate === null ? null : Date.parse(startDate),
          endAt: Date.parse(`${dueDate ?? ''}T24:00:00Z`),
          completedAt: null,
        }),
      ),
    ...project.deployments.map((deployment) => ({
      ...deployment,
      url: `${url}/jobs/${deployment.id.replace('deployment:', '')}`,
      isRollback: null,
    })),
    ...project.issues
      .filter(({ type }) => type === 'incident')
      .map(
        (issue): DeliveryRecord => ({
          kind: 'incident',
          id: `issue:${issue.id}`,
          title: issue.title,
          url: `${url}/issues/${issue.iid}`,
          application: null,
          repo: project.path,
          openedAt: issue.createdAt,
          detectedAt: null,
          restoredAt: issue.closedAt,
          deployments: [],
          changes: issue.description.split(' ').slice(-1),
          item: `${project.path}#${issue.iid}`,
        }),
      ),
  ];
}
