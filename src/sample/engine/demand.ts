import type { Topic } from '../words/words.ts';
import { closeWhenEmpty, createContainer } from './containers.ts';
import type { Line } from './line.ts';
import type { WorkKind } from './plan.ts';
import type { Container, WorkItem } from './work-item.ts';
import type { World } from './world.ts';
import { createRecord, instantNow, planFor, teamOfComponent, weeksLeft } from './world.ts';

const EXTRA_LABELS = ['customer-request', 'mobile', 'accessibility', 'quick-win', 'legal'] as const;
const WEEK_HOURS = 40;

/** Where work comes from: initiatives, epics broken down into stories, and what arrives by itself; and when it is committed. */
export class Demand {
  readonly #world: World;
  readonly #line: Line;
  readonly #ideas: Set<WorkItem>[];
  /** Stories of begun epics that are not written yet, each team. */
  readonly #unwritten: number[];
  readonly #initiatives: { readonly container: Container; readonly until: number }[] = [];

  constructor(world: World, line: Line) {
    this.#world = world;
    this.#line = line;
    this.#ideas = world.plan.teams.map(() => new Set());
    this.#unwritten = world.plan.teams.map(() => 0);
  }

  start(): void {
    this.#startInitiatives();
    for (const stream of this.#world.plan.arrivals) {
      this.#repeat(
        () => stream.perWeek(weeksLeft(this.#world)),
        () => this.#createByItself(stream.kind),
      );
    }
    if (this.#world.plan.pull === null) {
      this.#startEpics(0);
    }
  }

  /** Each morning each team takes what it has room for, and breaks down the next epic when it runs out of ideas. */
  replenish(): void {
    const { pull } = this.#world.plan;
    if (pull === null) return;
    this.#ideas.forEach((ideas, team) => {
      let room = pull.ready - this.#line.countWaiting(this.#world.plan.rework, team);
      for (; room > 0 && ideas.size > 0; room -= 1) {
        const item = this.#choose(ideas);
        ideas.delete(item);
        // One after the other in the morning meeting.
        planFor(this.#world, item, 0.4 * this.#world.random.uniform(), () => this.#commit(item));
      }
      if (ideas.size + (this.#unwritten[team] ?? 0) < pull.ideas) this.#startEpic(team);
    });
  }

  /** Each week: ideas that lie for long are dropped, now and then one turns out to be done already. */
  groom(callOff: (item: WorkItem) => void, finish: (item: WorkItem) => void): void {
    const { random } = this.#world;
    for (const ideas of this.#ideas) {
      for (const item of ideas) {
        const weeks = (this.#world.agenda.now - item.ideaSince) / WEEK_HOURS;
        if (random.chance(weeks > 6 ? 0.12 : 0.01)) {
          ideas.delete(item);
          if (random.chance(0.2)) finish(item);
          else callOff(item);
        }
      }
    }
  }

  /** Where work is pushed, epics come about evenly, to one team after the other. */
  #startEpics(team: number): void {
    const { plan, random, agenda } = this.#world;
    const gap = WEEK_HOURS / Math.max(plan.epicsPerWeek(weeksLeft(this.#world)), 0.01);
    agenda.plan(agenda.now + gap * (0.5 + random.uniform()), () => {
      this.#startEpic(team);
      this.#startEpics((team + 1) % plan.teams.length);
    });
  }

  #startInitiatives(): void {
    const { plan, random, hours } = this.#world;
    const { initiatives } = plan.vocabulary;
    initiatives.forEach((title, place) => {
      const from = (hours.end * place) / (initiatives.length + 1);
      const until = (hours.end * (place + 2)) / (initiatives.length + 1);
      this.#world.agenda.plan(from, () => {
        const topic = random.choice(plan.vocabulary.topics);
        const team = teamOfComponent(plan, topic.component);
        const container = createContainer(this.#world, 'initiative', title, topic, team, null, 1);
        this.#initiatives.push({ container, until });
        this.#world.agenda.plan(until, () => {
          container.pending = 0;
          closeWhenEmpty(this.#world, container, () => undefined);
        });
      });
    });
  }

  #startEpic(team: number): void {
    const { plan, random, agenda } = this.#world;
    const topic = this.#topicOf(team);
    const running = this.#initiatives.filter((one) => one.until > agenda.now);
    const above = running.length > 0 && random.chance(0.8) ? random.choice(running).container : null;
    const [least, most] = plan.storiesPerEpic;
    const count = least + random.integer(most - least + 1);
    const title = this.#world.titles.write('epic', topic);
    if (!plan.hasFeatures) {
      this.#writeStories(createContainer(this.#world, 'epic', title, topic, team, above, count), count, team);
      return;
    }
    const epic = createContainer(this.#world, 'epic', title, topic, team, above, 0);
    for (let left = count; left > 0; ) {
      const size = Math.min(left, 5 + random.integer(4));
      const name = this.#world.titles.write('feature', topic);
      this.#writeStories(createContainer(this.#world, 'feature', name, topic, team, epic, size), size, team);
      left -= size;
    }
  }

  #writeStories(container: Container, count: number, team: number): void {
    const { random, agenda, titles } = this.#world;
    const slices = ['page-slice', 'service-slice', 'data-slice'] as const;
    this.#unwritten[team] = (this.#unwritten[team] ?? 0) + count;
    for (let place = 0; place < count; place += 1) {
      const isLate = random.chance(0.12);
      agenda.plan(agenda.now + 0.3 + random.exponential(isLate ? 160 : 14), () => {
        this.#unwritten[team] = (this.#unwritten[team] ?? 0) - 1;
        container.pending -= 1;
        const subject = container.isSliced ? (slices[place % 3] ?? 'story') : 'story';
        const title = titles.write(subject, container.topic);
        this.#addIdea('story', title, container.topic, container, team);
      });
    }
  }

  #createByItself(kind: WorkKind): void {
    const topic = this.#world.random.choice(this.#world.plan.vocabulary.topics);
    const title = this.#world.titles.write(kind, topic);
    this.#addIdea(kind, title, topic, null, teamOfComponent(this.#world.plan, topic.component));
  }

  #addIdea(kind: WorkKind, title: string, topic: Topic, container: Container | null, team: number): void {
    const { plan, random, agenda } = this.#world;
    const isByNight = kind !== 'story' && random.chance(0.15);
    const record = createRecord(this.#world, {
      title,
      type: plan.types[kind],
      status: plan.statuses.created,
      topic,
      parent: container?.record.item ?? null,
      labels: this.#labelsOf(kind),
      team,
      hoursAgo: isByNight ? 1 + 40 * random.uniform() : 0,
    });
    const item: WorkItem = {
      record,
      kind,
      topic,
      container,
      isExpedite: kind === 'defect' && random.chance(0.1),
      team,
      phase: 'idea',
      ideaSince: agenda.now,
      station: 0,
      pool: null,
      isBusy: false,
      rest: null,
      effort: 1,
      token: 0,
      reopens: 0,
      hasTasks: false,
      isWaitingForOther: false,
      waiters: [],
    };
    this.#world.items.push(item);
    if (container !== null) container.open += 1;
    this.#ideas[team]?.add(item);
    if (item.isExpedite || plan.pull === null) {
      planFor(this.#world, item, random.exponential(item.isExpedite ? 1.5 : 10), () => this.#commit(item));
    }
  }

  #commit(item: WorkItem): void {
    const { plan, random } = this.#world;
    if (item.phase !== 'idea') return;
    this.#ideas[item.team]?.delete(item);
    item.phase = 'process';
    this.#world.load += 1;
    if (random.chance(0.04)) {
      const labels = [...new Set([...item.record.fields.labels, random.choice(EXTRA_LABELS)])];
      item.record.setList(instantNow(this.#world), 'labels', labels);
    }
    if (random.chance(plan.chances.straightIn)) this.#line.arrive(item, plan.rework, { isDirect: true });
    else this.#line.arrive(item, 0);
    if (random.chance(plan.chances.teamChange)) {
      const at = this.#world.agenda.now + random.exponential(6);
      this.#world.agenda.plan(at, () => this.#handOver(item));
    }
  }

  #handOver(item: WorkItem): void {
    const { plan, random } = this.#world;
    const team = (item.team + 1 + random.integer(plan.teams.length - 1)) % plan.teams.length;
    const next = plan.teams[team];
    if (next === undefined || !this.#line.changeTeam(item, team)) return;
    const at = instantNow(this.#world);
    item.record.setList(at, 'components', [random.choice(next.components)]);
    if (plan.hasTeamField) item.record.setText(at, 'team', next.team);
  }

  /** What a team takes next: urgent things, then defects, then what has waited long; never quite by rule. */
  #choose(ideas: ReadonlySet<WorkItem>): WorkItem {
    const { random, agenda } = this.#world;
    let best: WorkItem | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (const item of ideas) {
      const weeks = (agenda.now - item.ideaSince) / WEEK_HOURS;
      const score = (item.kind === 'defect' ? 2 : 0) + weeks + 3 * random.uniform();
      if (score > most) [best, most] = [item, score];
    }
    if (best === null) throw new RangeError('no idea to choose');
    return best;
  }

  #labelsOf(kind: WorkKind): readonly string[] {
    const { random } = this.#world;
    const labels: string[] = [];
    if (kind === 'risk') labels.push('security');
    // Now and then nobody says what a piece of upkeep is: its kind stays unmapped.
    if (kind === 'debt' && random.chance(0.92)) labels.push('tech-debt');
    if (random.chance(0.2)) labels.push(random.choice(EXTRA_LABELS));
    return labels;
  }

  #topicOf(team: number): Topic {
    const { plan, random } = this.#world;
    return random.choice(plan.vocabulary.topics.filter((topic) => teamOfComponent(plan, topic.component) === team));
  }

  /** A Poisson process whose rate may change from week to week. */
  #repeat(perWeek: () => number, run: () => void): void {
    const { agenda, random } = this.#world;
    const rate = perWeek();
    const next = rate > 0 ? random.exponential(WEEK_HOURS / rate) : WEEK_HOURS;
    const isRun = rate > 0 && next <= WEEK_HOURS;
    agenda.plan(agenda.now + Math.min(next, WEEK_HOURS), () => {
      if (isRun) run();
      this.#repeat(perWeek, run);
    });
  }
}
