import type { Status } from '../../flow/history.ts';
import type { Topic } from '../words/words.ts';
import type { Container } from './work-item.ts';
import type { World } from './world.ts';
import { createRecord, instantNow } from './world.ts';

/** Initiatives are kept on another board, whose statuses the stream's map does not know. */
const PROPOSED: Status = { id: '90001', name: 'Proposed' };
const UNDER_WAY: Status = { id: '90002', name: 'Under way' };
const DELIVERED: Status = { id: '90003', name: 'Delivered' };

const TYPES = { initiative: 'Initiative', epic: 'Epic', feature: 'Feature' } as const;

/** Creates an initiative, epic or feature; `pending` children are still to be written. */
export function createContainer(
  world: World,
  level: Container['level'],
  title: string,
  topic: Topic,
  team: number,
  parent: Container | null,
  pending: number,
): Container {
  const record = createRecord(world, {
    title,
    type: TYPES[level],
    status: level === 'initiative' ? PROPOSED : world.plan.statuses.created,
    topic,
    parent: parent?.record.item ?? null,
    labels: [],
    team,
  });
  const isSliced = level === 'feature' && world.random.chance(0.12);
  const container: Container = {
    record,
    topic,
    parent,
    level,
    open: 0,
    pending,
    hasBegun: false,
    hasEnded: false,
    isSliced,
    held: [],
  };
  if (parent !== null) parent.open += 1;
  world.containers.push(container);
  return container;
}

/** A child was begun: so are all above it, somewhat later. */
export function noteChildBegun(world: World, container: Container): void {
  if (container.hasBegun) return;
  container.hasBegun = true;
  world.agenda.plan(world.agenda.now + world.random.exponential(2), () => {
    if (!container.hasEnded) container.record.setStatus(instantNow(world), workingStatus(world, container));
    if (container.parent !== null) noteChildBegun(world, container.parent);
  });
}

/** A child ended (or will not come): after the last one the container is closed, on the same day or the next. */
export function noteChildEnded(world: World, container: Container, onEnded: (container: Container) => void): void {
  container.open -= 1;
  closeWhenEmpty(world, container, onEnded);
}

/** Closes a begun container, soon, when no child is open or still to come; looks again at that moment. */
export function closeWhenEmpty(world: World, container: Container, onEnded: (container: Container) => void): void {
  const isEmpty = (): boolean =>
    container.open <= 0 && container.pending <= 0 && !container.hasEnded && container.hasBegun;
  if (!isEmpty()) return;
  world.agenda.plan(world.agenda.now + world.random.exponential(7), () => {
    if (!isEmpty()) return;
    container.hasEnded = true;
    const at = instantNow(world);
    container.record.setStatus(at, container.level === 'initiative' ? DELIVERED : world.plan.statuses.done);
    container.record.setText(at, 'resolution', 'Done');
    onEnded(container);
    if (container.parent !== null) noteChildEnded(world, container.parent, onEnded);
  });
}

function workingStatus(world: World, container: Container): Status {
  if (container.level === 'initiative') return UNDER_WAY;
  const { plan } = world;
  return plan.stations[plan.rework]?.work ?? plan.statuses.created;
}
