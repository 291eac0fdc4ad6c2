import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CycleRow, ObjectiveRow } from '../../api/objectives.ts';
import { FilterMenu } from '../shell/filter-menu.tsx';
import { NO_OWNER, type ObjectiveFilter, ownersOf } from './objective-tree-rows.ts';
import { levelInWords } from './objective-words.ts';
import style from './objectives.module.css';

interface Props {
  readonly rows: readonly ObjectiveRow[];
  readonly cycles: readonly CycleRow[];
  readonly filter: ObjectiveFilter;
}

const LEVELS = ['organisation', 'division', 'team'] as const;

/** Which objectives are shown; it stands in the address. */
export function ObjectiveFilters({ rows, cycles, filter }: Props): ReactNode {
  const navigate = useNavigate({ from: '/objectives' });
  const [text, setText] = useState(filter.find ?? '');
  const search = useDebouncedCallback((find: string) => {
    void navigate({
      search: (before) => ({ ...before, find: find.trim() === '' ? undefined : find.trim() }),
      replace: true,
      resetScroll: false,
    });
  }, 160);
  const choose = (name: 'cycle' | 'level' | 'owner') => (chosen: readonly string[]) =>
    void navigate({
      search: (before) => ({ ...before, [name]: chosen.length === 0 ? undefined : [...chosen] }),
      resetScroll: false,
    });
  const owners = [...new Set(rows.flatMap(ownersOf))].toSorted();
  return (
    <fieldset className={style.filters} aria-label="Which objectives">
      <TextInput
        aria-label="Find an objective"
        placeholder="Find"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <FilterMenu
        all="All cycles"
        options={cycles.map(({ id, body }) => ({
          value: id,
          name: body.state === 'closed' ? `${body.name} (closed)` : body.name,
        }))}
        chosen={filter.cycle ?? []}
        onChoose={choose('cycle')}
      />
      <FilterMenu
        all="All levels"
        options={LEVELS.map((value) => ({ value, name: levelInWords(value) }))}
        chosen={filter.level ?? []}
        onChoose={choose('level')}
      />
      <FilterMenu
        all="All owners"
        options={owners.map((value) => ({ value, name: value === NO_OWNER ? 'no owner named' : value }))}
        chosen={filter.owner ?? []}
        onChoose={choose('owner')}
      />
    </fieldset>
  );
}
