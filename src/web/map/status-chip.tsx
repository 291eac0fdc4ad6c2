import { useDraggable } from '@dnd-kit/core';
import { Menu } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { formatNumber } from '../format.ts';
import type { Place } from './change-map.ts';
import style from './map.module.css';
import type { Placed } from './place-statuses.ts';

interface Props {
  readonly status: Placed;
  readonly place: Place;
  readonly steps: readonly string[];
  readonly onMove: (status: Placed, place: Place) => void;
}

/** A status or an event: dragged to a step with the mouse or with Space and arrow keys, or sent there by its menu. */
export function StatusChip({ status, place, steps, onMove }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const isEvent = 'event' in status;
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: `status ${status.key}`,
    data: { sort: 'status', status, name: status.label },
    attributes: { roleDescription: `${isEvent ? 'event' : 'status'} that can be moved` },
  });
  const { role: _role, ...described } = attributes;
  const move = (to: Place): void => {
    setOpen(false);
    onMove(status, to);
  };
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" width={230} withinPortal>
      <Menu.Target>
        <button
          type="button"
          ref={setNodeRef}
          className={style.chip}
          data-lifted={isDragging}
          data-event={isEvent}
          data-asks={!isEvent && place.in === 'none' && status.items > 0}
          data-chip={status.label}
          {...described}
          {...listeners}
          onKeyUp={keepSpace}
        >
          {status.label}
          <small>
            {isEvent && 'event'}
            {isEvent && status.items !== null && ' · '}
            {status.items === 0 ? 'never seen' : status.items !== null && formatNumber(status.items)}
            <VisuallyItems count={status.items ?? 0} had={isEvent ? 'had it' : 'in it'} />
          </small>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={380} style={{ overflowY: 'auto' }}>
        <Menu.Label>Move to</Menu.Label>
        {steps.map((name, index) => (
          <Menu.Item
            key={name}
            disabled={place.in === 'step' && place.index === index}
            onClick={() => move({ in: 'step', index })}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {!isEvent && (
          <Menu.Item disabled={place.in === 'blocked'} onClick={() => move({ in: 'blocked' })}>
            What means blocked
          </Menu.Item>
        )}
        <Menu.Item disabled={place.in === 'none'} onClick={() => move({ in: 'none' })}>
          No step
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Said for those who hear the chip: a bare number says little. */
function VisuallyItems({ count, had }: { readonly count: number; readonly had: 'in it' | 'had it' }): ReactNode {
  if (count === 0) return null;
  const words = had === 'had it' ? had : `${count === 1 ? 'was' : 'were'} in it`;
  return (
    <span style={HIDDEN}>
      {' '}
      {count === 1 ? 'item' : 'items'} {words}
    </span>
  );
}

const HIDDEN = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;

/** Space picks up and puts down; it must not open the menu as well. */
function keepSpace(event: KeyboardEvent): void {
  if (event.key === ' ') event.preventDefault();
}
