import { type FakeIssue, type FakeLinear, type LinearSite, PLANTED, startFakeLinear } from '../../fakes/linear.ts';
import type { ItemHistory } from '../../flow/history.ts';
import { simulateOrganisation } from '../../sample/simulate-organisation.ts';
import type { ContractCase } from '../contract.test-data.ts';
import { isRecord } from '../kit/json-shape.ts';
import type { Mapped } from '../kit/live-source.ts';
import { sourceOf } from '../live-sources.test-data.ts';
import { linearConfig } from './config.ts';

let sample: readonly ItemHistory[] | null = null;

/** Items of the sample organisation, made once. */
export function sampleItems(): readonly ItemHistory[] {
  sample ??= simulateOrganisation({ seed: 7, endOn: '2014-06-30', scale: 0.03 }).streams.flatMap(({ histories }) =>
    histories.filter(({ deletedAt, isCutShort }) => deletedAt === null && !isCutShort),
  );
  return sample;
}

export const linearCase: ContractCase = {
  source: sourceOf('linear'),
  start: async ({ faultOf, ...options }) => {
    const fake = await startFakeLinear({
      histories: sampleItems(),
      ...options,
      ...(faultOf === undefined ? {} : { faultOf: (_request, index) => faultOf(index) }),
    });
    const { site } = fake;
    return {
      config: linearConfig.parse({ url: fake.address }),
      secrets: { token: 'any' },
      requests: fake.requests,
      planted: PLANTED,
      truth: () => truthOf(site).map(sorted),
      comparable: sorted,
      change: () => changeSome(fake),
      remove: () => {
        const gone = leaves(site)[11];
        site.issues = site.issues.filter((issue) => issue !== gone);
        return `issue:${gone?.id ?? ''}`;
      },
      move: () => {
        const issue = leaves(site)[23];
        if (issue === undefined) throw new Error('the sample has too few issues');
        const from = issue.key;
        issue.move(site.pass(60_000), site.team('ELSEWHERE'), 'ELSEWHERE-1');
        return { id: `issue:${issue.id}`, from, to: issue.key };
      },
      close: fake.close,
    };
  },
};

/** Issues that are nobody's parent: Linear tells of a parent by the identifier that it has at the time of asking. */
function leaves(site: LinearSite): readonly FakeIssue[] {
  const parents = new Set(site.issues.map(({ parent }) => parent));
  return site.issues.filter((issue) => !parents.has(issue));
}

/** People rename, move on, label, plan and estimate; records of what they touched. */
function changeSome({ site }: FakeLinear): readonly string[] {
  const count = Math.max(6, Math.round(site.issues.length / 100));
  return site.issues.slice(5, 5 + count).map((issue, place) => {
    const at = site.pass(60_000);
    if (place % 6 === 0) issue.setTitle(at, `Another title of ${issue.key}, the ${at}th`);
    else if (place % 6 === 1) issue.setLabels(at, [site.label(`late-${at}`)]);
    else if (place % 6 === 2) issue.setState(at, site.state(`Verified ${at}`));
    else if (place % 6 === 3) issue.setEstimate(at, at % 1000);
    else if (place % 6 === 4) issue.setProject(at, site.project(`Project ${at}`));
    else issue.setCycle(at, issue.cycle === null ? (site.cycles[0] ?? null) : null);
    return `issue:${issue.id}`;
  });
}

/** With its keys in one order, so that the texts of two can be compared. */
export function sorted(mapped: Mapped): Mapped {
  const read: Mapped = JSON.parse(JSON.stringify(mapped, byKey));
  return read;
}

function byKey(_key: string, value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
}

const CATEGORIES = new Map([
  ['backlog', 'new'],
  ['started', 'indeterminate'],
]);

/** What the workspace holds, said by its own records and without the connector. */
function truthOf(site: LinearSite): readonly Mapped[] {
  const items = site.issues.map(
    (issue): Mapped => ({
      kind: 'item',
      history: issue.history('linear', site.urlOf(issue.key)),
      categories: [...issue.states.values()]
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .map(({ id, name, type }) => ({ id, name, category: CATEGORIES.get(type) ?? 'done' })),
      types: [],
    }),
  );
  const cycles = site.cycles.map(
    ({ id, name, team, startsAt, endsAt, completedAt }): Mapped => ({
      kind: 'delivery',
      record: { kind: 'iteration', id, name, of: team.name, startAt: startsAt, endAt: endsAt, completedAt },
    }),
  );
  return [...items, ...cycles];
}
