import {
  type Active,
  type Announcements,
  type CollisionDetection,
  type DroppableContainer,
  type KeyboardCoordinateGetter,
  type Over,
  pointerWithin,
  rectIntersection,
} from '@dnd-kit/core';
import { z } from 'zod';
import { STEP_EVENTS } from '../../flow/stream/step-events.ts';
import type { Place } from './change-map.ts';
import type { Placed } from './place-statuses.ts';

/** What the board's parts tell the drag library about themselves, read back with its types. */
const ref = z.object({ id: z.string().nullable(), name: z.string().nullable() });
const status = z.union([
  z.object({ key: z.string(), ref, label: z.string(), items: z.number() }),
  z.object({ key: z.string(), event: z.enum(STEP_EVENTS), label: z.string(), items: z.number().nullable() }),
]);
const dragged = z.discriminatedUnion('sort', [
  z.object({ sort: z.literal('status'), status, name: z.string() }),
  z.object({ sort: z.literal('step'), name: z.string() }),
]);
const place = z.object({
  sort: z.literal('place'),
  place: z.union([
    z.object({ in: z.literal('step'), index: z.number() }),
    z.object({ in: z.literal('blocked') }),
    z.object({ in: z.literal('none') }),
  ]),
  name: z.string(),
});

export function draggedOf(
  active: Active,
): { readonly sort: 'status'; readonly status: Placed } | { readonly sort: 'step' } | null {
  const read = dragged.safeParse(active.data.current);
  return read.success ? read.data : null;
}

export function placeOver(over: Over): Place | null {
  const read = place.safeParse(over.data.current);
  return read.success ? read.data.place : null;
}

/** The place of a step among the steps, of what is dragged or what it lies over. */
export function stepOver(one: Active | Over): number | null {
  const found = /^step (\d+)$/.exec(String(one.id));
  return found === null ? null : Number(found[1]);
}

/** Statuses go into places, steps among steps. */
export const whereItIs: CollisionDetection = (input) => {
  const isStep = String(input.active.id).startsWith('step ');
  const droppableContainers = input.droppableContainers.filter((one) => isTarget(one, isStep));
  const under = input.pointerCoordinates === null ? [] : pointerWithin({ ...input, droppableContainers });
  return under.length > 0 ? under : rectIntersection({ ...input, droppableContainers });
};

function isTarget(container: DroppableContainer, isStep: boolean): boolean {
  return String(container.id).startsWith('step ') === isStep;
}

/** An arrow key leads to the next place above or below. */
export const nextPlace: KeyboardCoordinateGetter = (event, { active, context, currentCoordinates }) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  const isStep = String(active).startsWith('step ');
  const targets = context.droppableContainers
    .getEnabled()
    .filter((one) => isTarget(one, isStep))
    .flatMap((one) => {
      const rect = context.droppableRects.get(one.id);
      return rect === undefined ? [] : [{ id: one.id, rect }];
    })
    .toSorted((a, b) => a.rect.top - b.rect.top);
  const here = targets.findIndex((one) => one.id === (context.over?.id ?? active));
  const next = targets[here === -1 ? 0 : Math.max(0, Math.min(targets.length - 1, here + step))];
  const height = context.collisionRect?.height ?? 0;
  if (next === undefined) return undefined;
  if (isStep) return { x: currentCoordinates.x, y: next.rect.top };
  return { x: next.rect.left + Math.min(24, next.rect.width / 4), y: next.rect.top + (next.rect.height - height) / 2 };
};

export const INSTRUCTIONS =
  'Press Space to pick it up, the arrow keys to carry it up or down, Space to put it down, Escape to leave it where it was. For a status, Enter opens a menu of all places.';

const nameOf = (one: Active | Over | null): string => String(one?.data.current?.name ?? 'nothing');

/** What is said while something is carried. */
export const announcements: Announcements = {
  onDragStart: ({ active }) => `Picked up ${nameOf(active)}.`,
  onDragOver: ({ active, over }) =>
    over === null ? `${nameOf(active)} is over no place.` : `${nameOf(active)} is over ${nameOf(over)}.`,
  onDragEnd: ({ active, over }) =>
    over === null ? `${nameOf(active)} stays where it was.` : `${nameOf(active)} was put into ${nameOf(over)}.`,
  onDragCancel: ({ active }) => `${nameOf(active)} stays where it was.`,
};
