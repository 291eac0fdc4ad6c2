import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Step, Stream } from '../../flow/stream/compile.ts';
import type { StreamDocument } from '../../flow/stream/document.ts';
import {
  addStep,
  moveEvent,
  moveStatuses,
  moveStep,
  type Place,
  removeStep,
  renameStep,
  setLimit,
  setStage,
  setState,
} from './change-map.ts';
import { announcements, draggedOf, INSTRUCTIONS, nextPlace, placeOver, stepOver, whereItIs } from './dragging.ts';
import style from './map.module.css';
import { type Placed, placeStatuses, type SeenEvent, type SeenStatus } from './place-statuses.ts';
import { StatusChip } from './status-chip.tsx';
import type { StepChanges } from './step-changes.ts';
import { StepRow } from './step-row.tsx';

interface Props {
  readonly stream: Stream;
  readonly seen: readonly SeenStatus[];
  /** Events of the applications as they are saved. */
  readonly happened: readonly SeenEvent[];
  readonly onChange: (next: StreamDocument) => void;
}

/** The map as a board: steps in order, the statuses of each, and those that belong to none. */
export function MapBoard({ stream, seen, happened, onChange }: Props): ReactNode {
  const { document, steps } = stream;
  const placed = useMemo(() => placeStatuses(stream, seen, happened), [stream, seen, happened]);
  const [carried, setCarried] = useState<Placed | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: nextPlace,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  );
  const names = steps.map((step) => step.name);
  const move = (status: Placed, place: Place): void => {
    if (!('event' in status)) onChange(moveStatuses(document, [status.ref], place));
    // An event means no hindrance.
    else if (place.in !== 'blocked') onChange(moveEvent(document, status.event, place));
  };
  const isEventCarried = carried !== null && 'event' in carried;
  const changes: StepChanges = {
    rename: (index, name) => onChange(renameStep(document, index, name)),
    setStage: (index, stage) => onChange(setStage(document, index, stage)),
    setState: (index, state) => onChange(setState(document, index, state)),
    setLimit: (index, limit) => onChange(setLimit(document, index, limit)),
    move: (from, to) => onChange(moveStep(document, from, to)),
    add: (index) => onChange(addStep(document, index)),
    remove: (index) => onChange(removeStep(document, index)),
  };
  const end = ({ active, over }: DragEndEvent): void => {
    setCarried(null);
    const dragged = draggedOf(active);
    if (dragged === null || over === null) return;
    if (dragged.sort === 'step') {
      const to = stepOver(over);
      const from = stepOver(active);
      if (to !== null && from !== null && to !== from) changes.move(from, to);
      return;
    }
    const place = placeOver(over);
    if (place !== null && !isSamePlace(place, placeNow(dragged.status, placed))) move(dragged.status, place);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={whereItIs}
      accessibility={{ announcements, screenReaderInstructions: { draggable: INSTRUCTIONS } }}
      onDragStart={({ active }) => {
        const dragged = draggedOf(active);
        setCarried(dragged?.sort === 'status' ? dragged.status : null);
      }}
      onDragEnd={end}
      onDragCancel={() => setCarried(null)}
    >
      <div className={style.board}>
        <Tray
          place={{ in: 'none' }}
          title="Belongs to no step"
          statuses={placed.unmapped}
          nothing="Every status of the history has its place. Drop one here to take it out of its step."
          steps={names}
          onMove={move}
          isClosed={isEventCarried}
        />
        {(placed.blocked.length > 0 || (carried !== null && !isEventCarried)) && (
          <Tray
            place={{ in: 'blocked' }}
            title="Means blocked"
            statuses={placed.blocked}
            nothing="A status dropped here stops work wherever that is."
            steps={names}
            onMove={move}
          />
        )}
        {(placed.events.length > 0 || isEventCarried) && (
          <Tray
            place={{ in: 'none' }}
            title="Events of the applications"
            statuses={placed.events}
            nothing="An event dropped here moves no item."
            steps={names}
            onMove={move}
            isClosed={!isEventCarried}
          >
            Put one into a step, and an item comes there when it happens.
          </Tray>
        )}
        <div className={style.names} aria-hidden="true">
          <span />
          <span />
          <span>Step</span>
          <span>Stage</span>
          <span>State</span>
          <span>Limit</span>
          <span style={{ paddingLeft: 0 }}>
            {document.applications === undefined
              ? 'Statuses, with the items that were in them'
              : 'Statuses and events, with their items'}
          </span>
        </div>
        <SortableContext items={steps.map((step) => `step ${step.index}`)} strategy={verticalListSortingStrategy}>
          {byStage(steps).map((group) => (
            <section key={group.first} aria-label={`Stage ${group.stage}`}>
              <h2 className={style.stage}>{group.stage}</h2>
              <ol className={style.steps}>
                {group.steps.map((step) => (
                  <StepRow
                    key={step.index}
                    step={step}
                    statuses={placed.steps[step.index] ?? []}
                    names={names}
                    changes={changes}
                    onMove={move}
                  />
                ))}
              </ol>
            </section>
          ))}
        </SortableContext>
        <div className={style.add}>
          <Button size="xs" onClick={() => changes.add(steps.length - 1)}>
            Add a step
          </Button>
        </div>
      </div>
      <DragOverlay dropAnimation={null}>
        {carried !== null && <span className={`${style.chip} ${style.carried}`}>{carried.label}</span>}
      </DragOverlay>
    </DndContext>
  );
}

interface TrayProps {
  readonly place: Place;
  readonly title: string;
  readonly statuses: readonly Placed[];
  readonly nothing: string;
  readonly steps: readonly string[];
  readonly onMove: (status: Placed, place: Place) => void;
  /** Nothing that is carried now belongs here. */
  readonly isClosed?: boolean;
  /** What it is for. */
  readonly children?: ReactNode;
}

function Tray({ place, title, statuses, nothing, steps, onMove, isClosed = false, children }: TrayProps): ReactNode {
  const { setNodeRef, isOver } = useDroppable({
    id: `tray ${title}`,
    data: { sort: 'place', place, name: title.toLowerCase() },
    disabled: isClosed,
  });
  return (
    <section ref={setNodeRef} className={style.tray} data-over={isOver} aria-label={title}>
      <h2>{title}</h2>
      {children !== undefined && <p className={style.quiet}>{children}</p>}
      <ul
        className={style.chips}
        aria-label={children === undefined ? `Statuses: ${title.toLowerCase()}` : 'Events in no step'}
      >
        {statuses.map((status) => (
          <li key={status.key}>
            <StatusChip status={status} place={place} steps={steps} onMove={onMove} />
          </li>
        ))}
        {statuses.length === 0 && <li className={style.quiet}>{nothing}</li>}
      </ul>
    </section>
  );
}

interface Group {
  readonly stage: string;
  readonly first: number;
  readonly steps: Step[];
}

/** Steps that follow each other in one stage. */
function byStage(steps: readonly Step[]): readonly Group[] {
  const groups: Group[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last !== undefined && last.stage === step.stage) last.steps.push(step);
    else groups.push({ stage: step.stage, first: step.index, steps: [step] });
  }
  return groups;
}

function placeNow(status: Placed, placed: ReturnType<typeof placeStatuses>): Place {
  const index = placed.steps.findIndex((step) => step.some((one) => one.key === status.key));
  if (index !== -1) return { in: 'step', index };
  return placed.blocked.some((one) => one.key === status.key) ? { in: 'blocked' } : { in: 'none' };
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.in === other.in && (one.in !== 'step' || other.in !== 'step' || one.index === other.index);
}
