import { noteChildEnded } from './containers.ts';
import type { Line } from './line.ts';
import type { Container, WorkItem } from './work-item.ts';
import type { World } from './world.ts';
import { instantNow } from './world.ts';

const CALLED_OFF = ["Won't do", 'Duplicate', 'Obsolete'] as const;
/** Resolutions that the stream's document counts as cancelled. */
export const CANCELLED_RESOLUTIONS: readonly string[] = [...CALLED_OFF, 'Cannot reproduce'];

/** How items end, and come back: done, reopened, called off, revived, put away by housekeeping. */
export class Endings {
  readonly #world: World;
  readonly #line: Line;
  readonly #onEnded: (container: Container) => void;

  constructor(world: World, line: Line, onContainerEnded: (container: Container) => void) {
    this.#world = world;
    this.#line = line;
    this.#onEnded = onContainerEnded;
  }

  /** The last station is passed. Slices of one feature wait for each other. */
  finish(item: WorkItem): void {
    const container = item.container;
    if (container === null || !container.isSliced || item.reopens > 0) {
      this.#close(item, instantNow(this.#world));
      return;
    }
    container.held.push(item);
    if (container.held.length < container.open || container.pending > 0) return;
    const held = container.held;
    container.held = [];
    held.forEach((one, place) => {
      this.#world.agenda.plan(this.#world.agenda.now + place * 0.05, () => {
        if (one.phase === 'process') this.#close(one, instantNow(this.#world));
      });
    });
  }

  /** Done without ever being begun: somebody notices that it is no longer needed to be done. */
  finishIdea(item: WorkItem): void {
    item.phase = 'process';
    this.#world.load += 1;
    this.#close(item, instantNow(this.#world));
  }

  callOff(item: WorkItem): void {
    if (item.phase !== 'idea' && item.phase !== 'process') return;
    const { plan, random } = this.#world;
    if (item.phase === 'process') this.#world.load -= 1;
    this.#line.leave(item);
    item.phase = 'cancelled';
    const at = instantNow(this.#world);
    const isByStatus = random.chance(0.55);
    item.record.setStatus(at, isByStatus ? plan.statuses.calledOff : plan.statuses.done);
    const reason = item.kind === 'defect' && random.chance(0.5) ? 'Cannot reproduce' : random.choice(CALLED_OFF);
    if (!isByStatus || random.chance(0.5)) item.record.setText(at, 'resolution', reason);
    this.#tellOthers(item);
    if (random.chance(0.07)) this.#plan(random.exponential(90), () => this.#comeBack(item, 'cancelled'));
  }

  /** Closes what has been done for two weeks, and half of what was called off. */
  putAway(): void {
    const { plan, random, items } = this.#world;
    const closed = plan.statuses.closed;
    if (closed === null) return;
    const now = instantNow(this.#world);
    let at = now;
    for (const item of items) {
      if (item.phase !== 'done' && item.phase !== 'cancelled') continue;
      const last = item.record.changes[item.record.changes.length - 1];
      if (item.record.fields.status?.id === closed.id || last === undefined || now - last.at < 14 * 86_400_000)
        continue;
      if (random.chance(item.phase === 'done' ? 0.8 : 0.4)) {
        at += 150 + random.integer(400);
        item.record.setStatus(at, closed);
      }
    }
  }

  #close(item: WorkItem, at: number): void {
    const { plan, random } = this.#world;
    item.phase = 'done';
    item.token += 1;
    this.#world.load -= 1;
    if (random.chance(0.008))
      item.record.setText(at, 'type', item.kind === 'defect' ? plan.types.story : plan.types.defect);
    item.record.setStatus(at, plan.statuses.done);
    item.record.setFlag(at, false);
    const luck = random.uniform();
    if (luck < 0.96) item.record.setText(at, 'resolution', 'Done');
    else if (luck < 0.99) {
      this.#plan(random.exponential(16), () => {
        if (item.phase === 'done') item.record.setText(instantNow(this.#world), 'resolution', 'Done');
      });
    }
    this.#tellOthers(item);
    if (random.chance(plan.chances.reopened / (1 + item.reopens))) {
      this.#plan(random.exponential(36), () => this.#comeBack(item, 'done'));
    }
  }

  #comeBack(item: WorkItem, from: 'done' | 'cancelled'): void {
    if (item.phase !== from) return;
    const { plan } = this.#world;
    const at = instantNow(this.#world);
    item.phase = 'process';
    item.reopens += 1;
    item.effort = 0.5;
    this.#world.load += 1;
    if (item.container !== null) item.container.open += 1;
    item.record.setText(at, 'resolution', null);
    this.#line.arrive(item, plan.rework, { as: plan.statuses.reopened });
  }

  #tellOthers(item: WorkItem): void {
    const { waiters } = item;
    item.waiters = [];
    for (const waiter of waiters) waiter();
    if (item.container !== null) noteChildEnded(this.#world, item.container, this.#onEnded);
  }

  #plan(inHours: number, run: () => void): void {
    this.#world.agenda.plan(this.#world.agenda.now + inHours, run);
  }
}
