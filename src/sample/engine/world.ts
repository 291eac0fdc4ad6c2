import type { Fields, Status } from '../../flow/history.ts';
import type { Random } from '../../statistics/random.ts';
import { randomOf } from '../../statistics/random.ts';
import type { Titles, Topic } from '../words/words.ts';
import { titlesOf } from '../words/words.ts';
import { Agenda } from './agenda.ts';
import { ItemRecord } from './item-record.ts';
import type { StreamPlan } from './plan.ts';
import type { WorkHours } from './work-hours.ts';
import type { Container, WorkItem } from './work-item.ts';

/** What every part of one stream's simulation shares: time, chance, words, and the items so far. */
export interface World {
  readonly plan: StreamPlan;
  readonly hours: WorkHours;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly titles: Titles;
  readonly items: WorkItem[];
  readonly containers: Container[];
  /** Records of every level in order of creation. */
  readonly records: ItemRecord[];
  /** Finished simulations whose items may block items here. */
  readonly elsewhere: readonly ItemRecord[];
  /** Items in process now. */
  load: number;
}

/** A world in which nothing has happened yet. */
export function worldOf(plan: StreamPlan, hours: WorkHours, seed: number, elsewhere: readonly ItemRecord[]): World {
  const random = randomOf(seed).fork(plan.id);
  return {
    plan,
    hours,
    agenda: new Agenda(0),
    random,
    titles: titlesOf(plan.vocabulary, random.fork('titles')),
    items: [],
    containers: [],
    records: [],
    elsewhere,
    load: 0,
  };
}

/** Now, as an instant. */
export function instantNow(world: World): number {
  return world.hours.instantOf(world.agenda.now);
}

/** Calendar weeks from now to the end. */
export function weeksLeft(world: World): number {
  return world.hours.weeksLeft(world.agenda.now);
}

/** Hours (or days) with this mean; `spread` is the standard deviation of the logarithm. */
export function drawMean(random: Random, mean: number, spread: number): number {
  return random.lognormal(mean * Math.exp(-(spread * spread) / 2), spread);
}

/** Plans something for an item that is dropped when the item's course changes in between. */
export function planFor(world: World, item: WorkItem, inHours: number, run: () => void): void {
  const token = item.token;
  world.agenda.plan(world.agenda.now + inHours, () => {
    if (item.token === token) run();
  });
}

/** Index of the team that looks after a component; -1 for a component of nobody. */
export function teamOfComponent(plan: StreamPlan, component: string): number {
  return plan.teams.findIndex((team) => team.components.includes(component));
}

interface NewRecord {
  readonly title: string;
  readonly type: string;
  readonly status: Status;
  readonly topic: Topic;
  readonly parent: string | null;
  readonly labels: readonly string[];
  readonly team: number;
  /** Hours by which it was written down before now, by the clock: in the evening, at the weekend. */
  readonly hoursAgo?: number;
}

/** Writes down a new item of any level. */
export function createRecord(world: World, what: NewRecord): ItemRecord {
  const { plan } = world;
  const fields: Fields = {
    title: what.title,
    status: what.status,
    type: what.type,
    resolution: null,
    project: plan.project,
    parent: what.parent,
    team: plan.hasTeamField ? (plan.teams[what.team]?.team ?? null) : null,
    labels: what.labels,
    components: [what.topic.component],
    blocked: false,
    links: [],
    custom: {},
  };
  const createdAt = instantNow(world) - Math.round((what.hoursAgo ?? 0) * 3_600_000);
  const record = new ItemRecord(`${plan.project}-${world.records.length + 1}`, createdAt, fields);
  world.records.push(record);
  return record;
}
