import type { FakeAnswer } from '../../../fakes/faulty-server.ts';
import { idOfIssue, PLANTED, startFakeJira } from '../../../fakes/jira.ts';
import { sampleJiraIssues } from '../../../fakes/sample-jira.ts';
import type { JiraJson } from '../../../sample/as-jira.ts';
import { type ContractFake, type ContractFakeOptions, chance } from '../../contract.test-data.ts';
import { fileOf } from '../../kit/files.ts';
import { isRecord } from '../../kit/json-shape.ts';
import type { Mapped } from '../../kit/live-source.ts';
import { jira } from '../index.ts';
import { SPRINT_ID } from './field-ids.ts';
import { mapRecord } from './map-record.ts';
import { sprintOf, sprintRecord } from './sprint.ts';

let sample: readonly JiraJson[] | null = null;

/** Issues of the sample organisation, made once. */
export function sampleIssues(): readonly JiraJson[] {
  sample ??= sampleJiraIssues({ seed: 7, endOn: '2026-01-05', scale: 0.02 });
  return sample;
}

const SCOPE = { projects: [], customFields: ['Team'], incidentTypes: [] };

/** A fake Jira for the contract, which both kinds of Jira share. */
export async function jiraContractFake(options: ContractFakeOptions, source: string): Promise<ContractFake> {
  const { faultOf } = options;
  const shuffle = chance(1);
  const fake = await startFakeJira({
    issues: sampleIssues(),
    hasPeople: true,
    logPage: 40,
    moreProjects: 3,
    ...(options.skewMs === undefined ? {} : { skewMs: options.skewMs }),
    ...(options.perSecond === undefined ? {} : { perSecond: options.perSecond }),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(faultOf === undefined ? {} : { faultOf: (_, index) => faultOf(index) }),
    ...(options.isBent === true ? { bend: (answer: FakeAnswer) => bent(answer, shuffle) } : {}),
  });
  const ids = (): readonly string[] => fake.truth().map(idOfIssue).toSorted();
  let turn = 0;
  const pick = (): string => {
    turn += 17;
    return ids()[turn % ids().length] ?? '';
  };
  return {
    config: { site: fake.address, ...SCOPE, projects: [] },
    secrets: { email: 'reader@example.invalid', token: 'any' },
    requests: fake.requests,
    planted: PLANTED,
    truth: async () => [
      ...(await read(fake.truth(), source)),
      ...fake.site.sprints
        .flatMap((sprint) =>
          sprintOf({
            id: sprint.id,
            name: sprint.name,
            originBoardId: sprint.board,
            startDate: new Date(sprint.startAt).toISOString(),
            endDate: new Date(sprint.endAt).toISOString(),
            completeDate: sprint.completedAt === null ? null : new Date(sprint.completedAt).toISOString(),
          }),
        )
        .flatMap((sprint) => mapRecord(sprintRecord(sprint).payload, source, SCOPE)),
    ],
    comparable: withoutSprintIds,
    change: () => {
      fake.site.pass(60_000);
      const changed = new Set<string>();
      while (changed.size < Math.max(2, Math.round(ids().length / 100))) changed.add(pick());
      for (const id of changed) {
        fake.site.setStatus(id, { id: '90001', name: 'Verified', category: 'indeterminate' });
        fake.site.setTitle(id, `Another title of ${id}`);
      }
      return [...changed].map((id) => `issue:${id}`);
    },
    comesAlong: (id) => id.startsWith('sprint:'),
    remove: () => {
      const id = pick();
      fake.site.remove(id);
      return `issue:${id}`;
    },
    move: () => {
      const id = pick();
      const from = String(fake.site.held(id).json.key);
      fake.site.move(id, { id: '77001', key: 'ELSEWHERE', name: 'Elsewhere' });
      return { id: `issue:${id}`, from, to: String(fake.site.held(id).json.key) };
    },
    close: fake.close,
  };
}

/** The same data read from a file, by the format that imports read. */
async function read(issues: readonly JiraJson[], source: string): Promise<readonly Mapped[]> {
  const mapped: Mapped[] = [];
  const options = { timeZone: 'UTC', source, customFields: ['Sprint', 'Team'] };
  for await (const record of jira.read([fileOf('truth.json', JSON.stringify(issues))], options)) {
    if (record.kind !== 'history') throw new Error(JSON.stringify(record));
    mapped.push({ kind: 'item', history: record.history, categories: record.categories, types: record.types });
  }
  return mapped;
}

function withoutSprintIds(mapped: Mapped): Mapped {
  if (mapped.kind !== 'item') return mapped;
  const { history } = mapped;
  const { [SPRINT_ID]: _, ...custom } = history.initial.custom;
  return {
    ...mapped,
    history: {
      ...history,
      initial: { ...history.initial, custom },
      changes: history.changes.filter((change) => !(change.field === 'custom' && change.name === SPRINT_ID)),
    },
  };
}

/** Issues and entries of a page in another order, one of them twice. */
function bent(answer: FakeAnswer, next: () => number): FakeAnswer {
  const { body } = answer;
  if (!isRecord(body)) return answer;
  const mixed = Object.entries(body).map(([key, value]) => {
    if (!Array.isArray(value) || (key !== 'issues' && key !== 'issueChangeLogs') || value.length === 0) {
      return [key, value] as const;
    }
    const rows: readonly unknown[] = value;
    const again = rows[Math.floor(next() * rows.length)];
    const order = [...rows, again].map((row) => ({ row, at: next() })).toSorted((one, other) => one.at - other.at);
    return [key, order.map(({ row }) => row)] as const;
  });
  return { ...answer, body: Object.fromEntries(mixed) };
}
