import type { Status } from '../../flow/history.ts';
import type { Interruption, Station } from './plan.ts';
import type { Pool, WorkItem } from './work-item.ts';
import type { World } from './world.ts';
import { drawMean, instantNow, planFor, weeksLeft } from './world.ts';

/** What the rest of the simulation does at the turns of an item's way. */
export interface LineHooks {
  readonly onBegun: (item: WorkItem) => void;
  readonly onPassed: (item: WorkItem) => void;
  readonly interruptionOf: (item: WorkItem, station: Station) => Interruption | null;
  readonly interrupt: (item: WorkItem, station: Station, interruption: Interruption, rest: number) => void;
}

/** The stations in order: queues, places, work, and being sent back. */
export class Line {
  readonly #world: World;
  readonly #hooks: LineHooks;
  readonly #pools: readonly (readonly Pool[])[];

  constructor(world: World, hooks: LineHooks) {
    this.#world = world;
    this.#hooks = hooks;
    this.#pools = world.plan.stations.map((station, index) => {
      const count = station.isShared ? 1 : world.plan.teams.length;
      return Array.from({ length: count }, () => ({
        station: index,
        places: station.places,
        busy: 0,
        unbegun: [],
        waiting: [],
        urgent: [],
      }));
    });
  }

  /** How many of a team (or of all, at a shared station) wait for a place. */
  countWaiting(station: number, team: number): number {
    const pools = this.#pools[station] ?? [];
    const pool = pools[team] ?? pools[0];
    return pool === undefined ? 0 : pool.waiting.length;
  }

  /** The item comes to a station, or passes it by. `as` replaces the queue's status; `isDirect`: straight into work. */
  arrive(item: WorkItem, index: number, how: { readonly as?: Status; readonly isDirect?: boolean } = {}): void {
    const { plan, random } = this.#world;
    const station = plan.stations[index];
    if (station === undefined) {
      this.#hooks.onPassed(item);
      return;
    }
    const isForced = how.as !== undefined || how.isDirect === true;
    // Slices of one feature are not looked at one by one after they are made.
    const isSkipped = index > plan.rework && item.container?.isSliced === true;
    if (!isForced && (isSkipped || random.chance(station.skip[item.kind] ?? 0))) {
      this.arrive(item, index + 1);
      return;
    }
    item.station = index;
    item.token += 1;
    item.rest = null;
    if (station.work === null) {
      item.record.setStatus(instantNow(this.#world), station.queue);
      planFor(this.#world, item, this.#hoursAt(station, item), () => this.#goOn(item, station));
      return;
    }
    const pool = this.#poolOf(index, item.team);
    item.pool = pool;
    if (how.isDirect === true) {
      item.record.setStatus(instantNow(this.#world), station.work);
      pool.urgent.push(item);
      this.#fill(pool);
      return;
    }
    item.record.setStatus(instantNow(this.#world), how.as ?? station.queue);
    planFor(this.#world, item, random.exponential(0.6), () => {
      (station.begunAtMost === null ? pool.waiting : pool.unbegun).push(item);
      this.#fill(pool);
    });
  }

  /** Takes the item out of whatever it is in. */
  leave(item: WorkItem): void {
    item.token += 1;
    const pool = item.pool;
    item.pool = null;
    if (pool === null) return;
    pool.unbegun = pool.unbegun.filter((one) => one !== item);
    pool.waiting = pool.waiting.filter((one) => one !== item);
    pool.urgent = pool.urgent.filter((one) => one !== item);
    if (item.isBusy) pool.busy -= 1;
    item.isBusy = false;
    this.#fill(pool);
    this.#wake();
  }

  /** Gives up the place but stays at the station: blocked. */
  release(item: WorkItem): void {
    if (item.pool === null || !item.isBusy) return;
    item.pool.busy -= 1;
    item.isBusy = false;
    this.#fill(item.pool);
  }

  /** Goes on with what is left, at once if it kept its place, else as soon as there is one. */
  resume(item: WorkItem, rest: number): void {
    const station = this.#world.plan.stations[item.station];
    if (item.pool === null || station === undefined) return;
    item.token += 1;
    if (item.isBusy) {
      planFor(this.#world, item, rest, () => this.#complete(item, station));
      return;
    }
    item.rest = rest;
    item.pool.urgent.push(item);
    this.#fill(item.pool);
  }

  /** Moves an item that waits from one team's queue to another's; false if it does not wait. */
  changeTeam(item: WorkItem, team: number): boolean {
    const from = item.pool;
    const isUnbegun = from !== null && from.unbegun.includes(item);
    if (from === null || !(isUnbegun || from.waiting.includes(item))) return false;
    from.unbegun = from.unbegun.filter((one) => one !== item);
    from.waiting = from.waiting.filter((one) => one !== item);
    item.team = team;
    const to = this.#poolOf(item.station, team);
    item.pool = to;
    (isUnbegun ? to.unbegun : to.waiting).push(item);
    this.#fill(to);
    return true;
  }

  #poolOf(index: number, team: number): Pool {
    const pools = this.#pools[index] ?? [];
    const pool = pools.length === 1 ? pools[0] : pools[team];
    if (pool === undefined) throw new RangeError(`no pool at station ${index} for team ${team}`);
    return pool;
  }

  #hoursAt(station: Station, item: WorkItem): number {
    const mean = station.hours(weeksLeft(this.#world), this.#world.load);
    return drawMean(this.#world.random, mean * item.effort, station.spread);
  }

  #fill(pool: Pool): void {
    const station = this.#world.plan.stations[pool.station];
    if (station === undefined) return;
    this.#beginMore(pool, station);
    while (pool.busy < pool.places) {
      const item =
        pool.urgent.shift() ??
        (this.#isBraked(pool.station, station) ? undefined : this.#takeNext(pool.waiting, station));
      if (item === undefined) return;
      this.#begin(item, pool, station);
    }
  }

  /** Where more is begun than has a place: takes the work's status and then waits for attention. */
  #beginMore(pool: Pool, station: Station): void {
    if (station.begunAtMost === null || station.work === null) return;
    while (pool.busy + pool.waiting.length + pool.urgent.length < station.begunAtMost) {
      const item = this.#takeNext(pool.unbegun, station);
      if (item === undefined) return;
      item.record.setStatus(instantNow(this.#world), station.work);
      pool.waiting.push(item);
      this.#hooks.onBegun(item);
    }
  }

  #takeNext(waiting: WorkItem[], station: Station): WorkItem | undefined {
    const { random } = this.#world;
    let place = waiting.findIndex((one) => one.isExpedite);
    if (place === -1 && station.order === 'oldest')
      place = random.chance(0.88) ? 0 : random.integer(Math.max(1, waiting.length));
    if (place === -1) {
      const recent = Math.min(waiting.length, 8);
      place = random.chance(0.75)
        ? waiting.length - 1 - random.integer(Math.max(1, recent))
        : random.integer(Math.max(1, waiting.length));
    }
    return waiting.splice(Math.max(0, place), 1)[0];
  }

  #isBraked(index: number, station: Station): boolean {
    if (station.brake === null) return false;
    let waiting = 0;
    for (let later = index + 1; later < this.#pools.length; later += 1) waiting += this.countWaiting(later, 0);
    return waiting >= station.brake(weeksLeft(this.#world));
  }

  #begin(item: WorkItem, pool: Pool, station: Station): void {
    pool.busy += 1;
    item.isBusy = true;
    item.token += 1;
    if (station.work !== null) item.record.setStatus(instantNow(this.#world), station.work);
    if (pool.station <= this.#world.plan.rework && station.begunAtMost === null) this.#hooks.onBegun(item);
    if (item.rest !== null) {
      planFor(this.#world, item, item.rest, () => this.#complete(item, station));
      return;
    }
    const hours = this.#hoursAt(station, item);
    const interruption = this.#hooks.interruptionOf(item, station);
    if (interruption === null) {
      planFor(this.#world, item, hours, () => this.#complete(item, station));
      return;
    }
    const done = hours * this.#world.random.uniform();
    planFor(this.#world, item, done, () => this.#hooks.interrupt(item, station, interruption, hours - done));
  }

  #complete(item: WorkItem, station: Station): void {
    const pool = item.pool;
    item.pool = null;
    item.isBusy = false;
    item.rest = null;
    if (pool !== null) pool.busy -= 1;
    this.#goOn(item, station);
    if (pool !== null) this.#fill(pool);
    this.#wake();
  }

  #goOn(item: WorkItem, station: Station): void {
    if (this.#world.random.chance(station.sendsBack)) {
      item.effort = 0.4;
      this.arrive(item, this.#world.plan.rework, { isDirect: true });
    } else {
      this.arrive(item, item.station + 1);
    }
  }

  /** A queue became shorter: who was held back may begin. */
  #wake(): void {
    this.#world.plan.stations.forEach((station, index) => {
      if (station.brake !== null) for (const pool of this.#pools[index] ?? []) this.#fill(pool);
    });
  }
}
