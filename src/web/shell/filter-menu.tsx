import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import style from './page-top.module.css';

export interface Option {
  readonly value: string;
  readonly name: string;
}

interface Props {
  /** What the button says when nothing is chosen, e.g. `All teams`. */
  readonly all: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

const SEARCH_FROM = 9;
const MOST_SHOWN = 200;

/** One filter: a button that says what is chosen, and a list to choose from. */
export function FilterMenu({ all, options, chosen, onChoose }: Props): ReactNode {
  const [isOpen, popover] = useDisclosure();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = options.filter((option) => option.name.toLowerCase().includes(wanted));
  const toggle = (value: string): void =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
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
        <Button className={style.control} onClick={popover.toggle} data-set={chosen.length > 0}>
          {labelOf(all, options, chosen)} ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={style.menu}>
          {options.length >= SEARCH_FROM && (
            <TextInput
              aria-label={`Find in ${all.toLowerCase()}`}
              placeholder="Find"
              size="xs"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          <fieldset className={style.options} style={{ border: 0 }} aria-label={all}>
            {found.slice(0, MOST_SHOWN).map((option) => (
              <Checkbox
                key={option.value}
                className={style.option}
                size="sm"
                label={option.name}
                checked={chosen.includes(option.value)}
                onChange={() => toggle(option.value)}
              />
            ))}
            {found.length === 0 && <p className={style.note}>Nothing is named so.</p>}
            {found.length > MOST_SHOWN && (
              <p className={style.note}>{found.length - MOST_SHOWN} more; type part of the name.</p>
            )}
          </fieldset>
          <div className={style.foot}>
            <span className={style.note}>
              {chosen.length === 0 ? 'Everything is shown' : `${chosen.length} chosen`}
            </span>
            <Button size="xs" disabled={chosen.length === 0} onClick={() => onChoose([])}>
              Show all
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function labelOf(all: string, options: readonly Option[], chosen: readonly string[]): string {
  const [first] = chosen;
  if (first === undefined) return all;
  const name = options.find((option) => option.value === first)?.name ?? first;
  const short = name.length > 24 ? `${name.slice(0, 23)}…` : name;
  return chosen.length === 1 ? short : `${short} + ${chosen.length - 1}`;
}
