import { Button, Popover, TextInput, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { addDays } from '../../flow/calendar.ts';
import { formatWindow, zoneName } from '../format.ts';
import type { PageSearch } from '../search.ts';
import style from './page-top.module.css';

/** The window that the shown figures were computed for; a page about many streams has no one zone. */
export interface ShownWindow {
  readonly from: string;
  readonly to: string;
  readonly timeZone?: string;
}

interface Props {
  readonly window: ShownWindow | undefined;
  readonly timeZone: string | undefined;
}

const PRESETS = [
  { last: '4w', name: 'Last 4 weeks' },
  { last: '6w', name: 'Last 6 weeks' },
  { last: '12w', name: 'Last 12 weeks' },
  { last: '26w', name: 'Last 26 weeks' },
  { last: '52w', name: 'Last 52 weeks' },
  { last: '18m', name: 'Last 18 months' },
] as const;
const DEFAULT_LAST = '12w';

/** The one window of everything on the page, with its zone named. */
export function WindowPicker({ window: shown, timeZone }: Props): ReactNode {
  const [isOpen, popover] = useDisclosure();
  const search = useSearch({ from: '__root__' });
  const zone = timeZone ?? shown?.timeZone;
  return (
    <Popover
      opened={isOpen}
      onChange={popover.toggle}
      onDismiss={popover.close}
      position="bottom-start"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button className={style.control} onClick={popover.toggle} data-window>
          <VisuallyHidden>Window: </VisuallyHidden>
          {labelOf(search, shown)}
          {zone !== undefined && ` · ${zoneName(zone)}`} ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <WindowForm key={shown?.from} shown={shown} zone={zone} onDone={popover.close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function labelOf(search: PageSearch, shown: ShownWindow | undefined): string {
  if (shown !== undefined) return formatWindow(shown.from, shown.to);
  if (search.last === undefined && search.from !== undefined && search.to !== undefined) {
    return formatWindow(search.from, search.to);
  }
  const last = search.last ?? DEFAULT_LAST;
  return PRESETS.find((preset) => preset.last === last)?.name ?? `Last ${last}`;
}

interface FormProps {
  readonly shown: ShownWindow | undefined;
  readonly zone: string | undefined;
  readonly onDone: () => void;
}

function WindowForm({ shown, zone, onDone }: FormProps): ReactNode {
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [first, setFirst] = useState(shown?.from ?? '');
  const [last, setLast] = useState(shown === undefined ? '' : addDays(shown.to, -1));
  const [asOf, setAsOf] = useState(search.asOf === undefined ? '' : search.asOf.slice(0, 16));
  const go = (window: Pick<PageSearch, 'last' | 'from' | 'to' | 'asOf'>): void => {
    void navigate({ to: '.', search: (before) => ({ ...before, ...window }), resetScroll: false });
    onDone();
  };
  const chosen = search.last ?? (search.from === undefined ? DEFAULT_LAST : undefined);
  const isBackwards = first !== '' && last !== '' && last < first;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBackwards || first === '' || last === '') return;
    go({
      last: undefined,
      from: first,
      to: addDays(last, 1),
      asOf: asOf === '' ? undefined : `${asOf}:00Z`,
    });
  };
  return (
    <form className={style.menu} onSubmit={submit}>
      <div className={style.presets}>
        {PRESETS.map((preset) => (
          <button
            key={preset.last}
            type="button"
            className={style.preset}
            aria-pressed={chosen === preset.last}
            onClick={() => go({ last: preset.last, from: undefined, to: undefined, asOf: undefined })}
          >
            {preset.name}
          </button>
        ))}
      </div>
      <div className={style.dates}>
        <TextInput
          type="date"
          label="First day"
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Last day"
          value={last}
          error={isBackwards ? 'before the first day' : undefined}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
      </div>
      <TextInput
        type="datetime-local"
        label="As it was known at (UTC)"
        description="Empty: at the end of the window"
        value={asOf}
        onChange={(event) => setAsOf(event.currentTarget.value)}
      />
      <div className={style.foot}>
        <span className={style.note}>
          {zone === undefined ? 'Days begin in each stream’s own zone' : `Days begin at midnight in ${zone}`}
        </span>
        <Button type="submit" size="xs" variant="filled" disabled={isBackwards || first === '' || last === ''}>
          Show
        </Button>
      </div>
    </form>
  );
}
