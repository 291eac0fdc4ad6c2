import { useDraggable } from '@dnd-kit/core';
import { Menu } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { formatNumber } from '../format.ts';
import type { Place } from './change-map.ts';
import style from './map.module.css';
import type { PlacedStatus } from './place-statuses.ts';

interface Props {
  readonly status: PlacedStatus;
  readonly place: Place;
  readonly steps: readonly string[];
  readonly onMove: (status: PlacedStatus, place: Place) => void;
}

/** A status: dragged to a step with the mouse or with Space and arrow keys, or sent there by its menu. */
export function StatusChip({ status, place, steps, onMove }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: `status ${status.key}`,
    data: { sort: 'status', status, name: status.label },
    attributes: { roleDescription: 'status that can be moved' },
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
          data-asks={place.in === 'none' && status.items > 0}
          data-chip={status.label}
          {...described}
          {...listeners}
          onKeyUp={keepSpace}
        >
          {status.label}
          <small>
            {status.items === 0 ? 'never seen' : formatNumber(status.items)}
            <VisuallyItems count={status.items} />
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
        <Menu.Item disabled={place.in === 'blocked'} onClick={() => move({ in: 'blocked' })}>
          What means blocked
        </Menu.Item>
        <Menu.Item disabled={place.in === 'none'} onClick={() => move({ in: 'none' })}>
          No step
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Said for those who hear the chip: a bare number says little. */
function VisuallyItems({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return null;
  return <span style={HIDDEN}> {count === 1 ? 'item was in it' : 'items were in it'}</span>;
}

const HIDDEN = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;

/** Space picks up and puts down; it must not open the menu as well. */
function keepSpace(event: KeyboardEvent): void {
  if (event.key === ' ') event.preventDefault();
}
