import { useDroppable } from '@dnd-kit/core';
import { useSortable } from '@dnd-kit/sortable';
import { Menu, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Step } from '../../flow/stream/compile.ts';
import { STAGES, STATES } from '../../flow/stream/document.ts';
import type { Place } from './change-map.ts';
import style from './map.module.css';
import type { Placed } from './place-statuses.ts';
import { STAGE_CHOICES, STATE_CHOICES, STATE_MEANINGS } from './state-words.ts';
import { StatusChip } from './status-chip.tsx';
import type { StepChanges } from './step-changes.ts';

interface Props {
  readonly step: Step;
  readonly statuses: readonly Placed[];
  readonly names: readonly string[];
  readonly changes: StepChanges;
  readonly onMove: (status: Placed, place: Place) => void;
}

/** One step: its name, stage, state, limit and statuses, each changed where it stands. */
export function StepRow({ step, statuses, names, changes, onMove }: Props): ReactNode {
  const { index, name } = step;
  const sortable = useSortable({
    id: `step ${index}`,
    data: { sort: 'step', name },
    attributes: { roleDescription: 'step that can be moved' },
  });
  const droppable = useDroppable({
    id: `place ${index}`,
    data: { sort: 'place', place: { in: 'step', index }, name },
  });
  const { y = 0 } = sortable.transform ?? {};
  const { role: _role, ...described } = sortable.attributes;
  return (
    <li ref={sortable.setNodeRef} style={{ transform: `translateY(${y}px)` }}>
      <div
        ref={droppable.setNodeRef}
        className={style.row}
        data-over={droppable.isOver}
        data-lifted={sortable.isDragging}
        data-step={name}
      >
        <button
          type="button"
          className={style.grip}
          aria-label={`Move the step ${name}`}
          {...described}
          {...sortable.listeners}
        >
          <span aria-hidden="true">⠿</span>
        </button>
        <span className={style.mark} data-state={step.state} aria-hidden="true" />
        <NameField name={name} taken={names} onChange={(next) => changes.rename(index, next)} />
        <NativeSelect
          classNames={{ wrapper: style.field }}
          aria-label={`Stage of ${name}`}
          value={step.stage}
          data={[...STAGE_CHOICES]}
          onChange={(event) => {
            const stage = STAGES.find((one) => one === event.currentTarget.value);
            if (stage !== undefined) changes.setStage(index, stage);
          }}
        />
        <NativeSelect
          classNames={{ wrapper: style.field }}
          aria-label={`State of ${name}`}
          title={STATE_MEANINGS[step.state]}
          value={step.state}
          data={[...STATE_CHOICES]}
          onChange={(event) => {
            const state = STATES.find((one) => one === event.currentTarget.value);
            if (state !== undefined) changes.setState(index, state);
          }}
        />
        <LimitField step={name} limit={step.limit} onChange={(limit) => changes.setLimit(index, limit)} />
        <ul className={style.chips} aria-label={`Statuses of ${name}`}>
          {statuses.map((status) => (
            <li key={status.key}>
              <StatusChip status={status} place={{ in: 'step', index }} steps={names} onMove={onMove} />
            </li>
          ))}
          {statuses.length === 0 && <li className={style.quiet}>no status yet</li>}
        </ul>
        <StepMenu step={step} count={names.length} changes={changes} />
      </div>
    </li>
  );
}

interface MenuProps {
  readonly step: Step;
  readonly count: number;
  readonly changes: StepChanges;
}

function StepMenu({ step: { index, name }, count, changes }: MenuProps): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={style.more} aria-label={`More about the step ${name}`}>
          ⋯
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={index === 0} onClick={() => changes.move(index, index - 1)}>
          Move up
        </Menu.Item>
        <Menu.Item disabled={index === count - 1} onClick={() => changes.move(index, index + 1)}>
          Move down
        </Menu.Item>
        <Menu.Item onClick={() => changes.add(index)}>Add a step below</Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={count === 1} onClick={() => changes.remove(index)}>
          Remove; its statuses then belong to no step
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface NameProps {
  readonly name: string;
  readonly taken: readonly string[];
  readonly onChange: (name: string) => void;
}

/** Takes effect when one leaves it or presses Enter: half a name may be another step's. */
function NameField({ name, taken, onChange }: NameProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? name;
  const wanted = shown.trim();
  const problem =
    wanted === '' ? 'a step needs a name' : wanted !== name && taken.includes(wanted) ? 'stands twice' : null;
  const leave = (): void => {
    setTyped(null);
    if (problem === null && wanted !== name) onChange(wanted);
  };
  return (
    <TextInput
      classNames={{ wrapper: style.field }}
      wrapperProps={{ 'data-strong': true }}
      aria-label={`Name of the step ${name}`}
      value={shown}
      error={problem}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

interface LimitProps {
  readonly step: string;
  readonly limit: number | null;
  readonly onChange: (limit: number | null) => void;
}

function LimitField({ step, limit, onChange }: LimitProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (limit === null ? '' : String(limit));
  const wanted = shown.trim() === '' ? null : Number(shown);
  const isValid = wanted === null || (Number.isInteger(wanted) && wanted > 0);
  const leave = (): void => {
    setTyped(null);
    if (isValid && wanted !== limit) onChange(wanted);
  };
  return (
    <TextInput
      classNames={{ wrapper: style.field }}
      aria-label={`Limit of ${step}`}
      placeholder="none"
      inputMode="numeric"
      value={shown}
      error={isValid ? null : 'a whole number'}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
