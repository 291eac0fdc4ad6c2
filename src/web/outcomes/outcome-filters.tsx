import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutcomeRow } from '../../api/outcomes.ts';
import { FilterMenu } from '../shell/filter-menu.tsx';
import type { OutcomeFilter } from './outcome-filter.ts';
import { LOOP_STAGES_IN_ORDER } from './outcome-filter.ts';
import { stageInWords, VERDICT_CODES, verdictInWords } from './outcome-words.ts';
import style from './outcomes.module.css';

interface Props {
  readonly rows: readonly OutcomeRow[];
  readonly streams: ReadonlyMap<string, string>;
  readonly filter: OutcomeFilter;
}

/** Which outcomes are shown; it stands in the address. */
export function OutcomeFilters({ rows, streams, filter }: Props): ReactNode {
  const navigate = useNavigate({ from: '/outcomes' });
  const choose = (name: keyof OutcomeFilter) => (chosen: readonly string[]) =>
    void navigate({
      search: (before) => ({ ...before, [name]: chosen.length === 0 ? undefined : [...chosen] }),
      resetScroll: false,
    });
  const present = (of: (row: OutcomeRow) => string | null): readonly string[] =>
    [...new Set(rows.map(of))].filter((one) => one !== null).toSorted();
  const stages = LOOP_STAGES_IN_ORDER.filter((stage) => rows.some((row) => row.stage === stage));
  return (
    <fieldset className={style.filters} aria-label="Which outcomes">
      <FilterMenu
        all="All stages"
        options={stages.map((value) => ({ value, name: stageInWords(value) }))}
        chosen={filter.stage ?? []}
        onChoose={choose('stage')}
      />
      <FilterMenu
        all="All streams"
        options={present((row) => row.stream).map((value) => ({ value, name: streams.get(value) ?? value }))}
        chosen={filter.stream ?? []}
        onChoose={choose('stream')}
      />
      <FilterMenu
        all="All owners"
        options={present((row) => row.owner).map((value) => ({ value, name: value }))}
        chosen={filter.owner ?? []}
        onChoose={choose('owner')}
      />
      <FilterMenu
        all="All verdicts"
        options={[
          ...VERDICT_CODES.filter((code) => rows.some((row) => row.verdict === code)).map((value) => ({
            value,
            name: verdictInWords(value),
          })),
          { value: 'none', name: 'none yet' },
        ]}
        chosen={filter.verdict ?? []}
        onChoose={choose('verdict')}
      />
    </fieldset>
  );
}
