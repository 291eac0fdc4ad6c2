import type { Change, ItemHistory } from '../../flow/history.ts';
import { FakeIssue, type FakeState, type Named } from './issue.ts';

export interface FakeCycle extends Named {
  readonly number: number;
  readonly team: Named;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly completedAt: number | null;
  readonly updatedAt: number;
}

export interface FakeTeam extends Named {
  readonly key: string;
}

const WEEK_MS = 7 * 86_400_000;

/** What the fake workspace holds, and what people do to it. Its clock is its latest deed. */
export class LinearSite {
  readonly teams = new Map<string, FakeTeam>();
  readonly states = new Map<string, FakeState>();
  readonly projects = new Map<string, Named>();
  readonly labels = new Map<string, Named>();
  cycles: FakeCycle[] = [];
  issues: FakeIssue[] = [];
  /** Keys of teams that the credentials may not see. */
  readonly hidden = new Set<string>();
  #now = 0;

  /** Tells histories again in the way of Linear: a project is a team, a team is a project, a type and a resolution have no place. */
  constructor(histories: readonly ItemHistory[]) {
    const byKey = new Map<string, FakeIssue>();
    for (const [index, history] of histories.entries()) {
      const issue = new FakeIssue({
        id: idOf('1', index),
        key: history.item,
        team: this.team(history.item.slice(0, history.item.lastIndexOf('-'))),
        title: history.initial.title,
        state: this.state(history.initial.status?.name ?? 'Backlog'),
        createdAt: history.createdAt,
      });
      byKey.set(history.item, issue);
    }
    this.issues = [...byKey.values()];
    const end = this.issues.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0);
    for (const team of this.teams.values()) this.#plan(team, end);
    for (const [index, history] of histories.entries()) {
      const issue = byKey.get(history.item);
      if (issue !== undefined) this.#tell(issue, history, index, byKey);
    }
    this.#now = this.issues.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), end);
  }

  /** Time passes. Unit: ms. */
  pass(ms: number): number {
    this.#now += ms;
    return this.#now;
  }

  team(key: string): FakeTeam {
    return held(this.teams, key, () => ({ id: `team-${key}`, key, name: `Team ${key}` }));
  }

  state(name: string): FakeState {
    return held(this.states, name, () => ({ id: `state-${name}`, name, type: typeOf(name) }));
  }

  project(name: string): Named {
    return held(this.projects, name, () => ({ id: `project-${name}`, name }));
  }

  label(name: string): Named {
    return held(this.labels, name, () => ({ id: `label-${name}`, name }));
  }

  /** Of an issue in the workspace, without the words of its title. */
  urlOf(key: string): string {
    return `https://linear.example.invalid/shop/issue/${key}`;
  }

  #plan(team: FakeTeam, end: number): void {
    for (let number = 1; number <= 6; number += 1) {
      const startsAt = end - (7 - number) * 2 * WEEK_MS;
      const endsAt = startsAt + 2 * WEEK_MS;
      const isOver = number < 6;
      const updatedAt = isOver ? endsAt : startsAt;
      const completedAt = isOver ? endsAt : null;
      const name = number === 3 ? 'Before the fair' : `Cycle ${number}`;
      this.cycles.push({
        id: `cycle-${team.key}-${number}`,
        number,
        name,
        team,
        startsAt,
        endsAt,
        completedAt,
        updatedAt,
      });
    }
  }

  #tell(
    issue: FakeIssue,
    { createdAt, initial, changes }: ItemHistory,
    index: number,
    byKey: ReadonlyMap<string, FakeIssue>,
  ) {
    issue.setLabels(
      createdAt,
      initial.labels.map((name) => this.label(name)),
    );
    if (initial.team !== null) issue.setProject(createdAt, this.project(initial.team));
    issue.setParent(createdAt, byKey.get(initial.parent ?? '') ?? null);
    if (index % 3 === 0) issue.setPriority(createdAt, 3);
    issue.open();
    const cycles = this.cycles.filter(({ team }) => team === issue.team);
    for (const change of changes) {
      this.#follow(issue, change, byKey);
      if (change.field !== 'status') continue;
      if (index % 3 === 0) issue.setPriority(change.at, (issue.entries.length % 4) + 1);
      if (index % 4 === 0) issue.setCycle(change.at, cycles[issue.entries.length % 7] ?? null);
      if (index % 5 === 0) issue.setEstimate(change.at, issue.entries.length % 2 === 0 ? 3 : null);
    }
  }

  #follow(issue: FakeIssue, change: Change, byKey: ReadonlyMap<string, FakeIssue>): void {
    const { at } = change;
    if (change.field === 'status' && change.to !== null) issue.setState(at, this.state(change.to.name));
    else if (change.field === 'title') issue.setTitle(at, change.to);
    else if (change.field === 'team') issue.setProject(at, change.to === null ? null : this.project(change.to));
    else if (change.field === 'parent') issue.setParent(at, byKey.get(change.to ?? '') ?? null);
    else if (change.field === 'labels')
      issue.setLabels(
        at,
        change.to.map((name) => this.label(name)),
      );
  }
}

function held<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function idOf(prefix: string, index: number): string {
  return `${prefix}0000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

function typeOf(name: string): string {
  if (/done|closed|released|live/i.test(name)) return 'completed';
  if (/cancel|won't|dropped/i.test(name)) return 'canceled';
  return /backlog|new|open|to do|idea/i.test(name) ? 'backlog' : 'started';
}
