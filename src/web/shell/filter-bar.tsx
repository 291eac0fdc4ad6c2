import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { KINDS } from '../../flow/facts.ts';
import { kindName } from '../format.ts';
import { facetsQuery } from '../queries.ts';
import { viewOf } from '../search.ts';
import { FilterMenu, type Option } from './filter-menu.tsx';

type FilterName = 'kind' | 'team' | 'label' | 'epic';

/** Filters by kind, team, label and epic; the portfolio knows only kinds, since the others belong to one stream. */
export function FilterBar({ stream }: { readonly stream: string | null }): ReactNode {
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const { data } = useQuery({ ...facetsQuery(stream ?? '', viewOf(search)), enabled: stream !== null });
  const choose = (name: FilterName, chosen: readonly string[]): void => {
    const value = chosen.length === 0 ? undefined : [...chosen];
    void navigate({ to: '.', search: (before) => ({ ...before, [name]: value }), resetScroll: false });
  };
  const menu = (name: FilterName, all: string, options: readonly Option[]): ReactNode => {
    const chosen = search[name] ?? [];
    if (options.length === 0 && chosen.length === 0) return null;
    return <FilterMenu all={all} options={options} chosen={chosen} onChoose={(next) => choose(name, next)} />;
  };
  return (
    <>
      {menu('kind', 'All kinds', kindOptions(data?.kinds))}
      {stream !== null && menu('team', 'All teams', (data?.teams ?? []).map(named))}
      {stream !== null && menu('label', 'All labels', (data?.labels ?? []).map(named))}
      {stream !== null &&
        menu(
          'epic',
          'All epics',
          (data?.epics ?? []).map((epic) => ({ value: epic.item, name: `${epic.item} ${epic.title}` })),
        )}
    </>
  );
}

function kindOptions(kinds: readonly string[] | undefined): readonly Option[] {
  return KINDS.filter((kind) => kinds === undefined || kinds.includes(kind)).map((kind) => ({
    value: kind,
    name: kindName(kind),
  }));
}

function named(value: string): Option {
  return { value, name: value };
}
