import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ObjectivesAnswer } from '../../api/objectives.ts';
import { formatCount } from '../format.ts';
import { CycleForm } from '../objectives/cycle-form.tsx';
import { Cycles } from '../objectives/cycles.tsx';
import { DueCheckIns } from '../objectives/due-check-ins.tsx';
import { Goals } from '../objectives/goals.tsx';
import { ObjectiveFiles } from '../objectives/objective-files.tsx';
import { ObjectiveFilters } from '../objectives/objective-filters.tsx';
import { objectivesQuery } from '../objectives/objective-queries.ts';
import { ObjectiveTree } from '../objectives/objective-tree.tsx';
import { isFiltered, type ObjectiveFilter, treeOf } from '../objectives/objective-tree-rows.ts';
import style from '../objectives/objectives.module.css';
import { Lead } from '../parts/lead.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/objectives');

const PARTS = [
  { value: 'tree', label: 'Objectives' },
  { value: 'due', label: 'Check-ins' },
  { value: 'goals', label: 'Iteration goals' },
  { value: 'cycles', label: 'Cycles' },
] as const;

/** Objectives from the organisation to the team, where they stand, who is to check in, goals of iterations, cycles. */
export function ObjectivesPage(): ReactNode {
  const { show = 'tree' } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(objectivesQuery);
  return (
    <>
      <PageTop title="Objectives" stream={null} hasWindow={false} isSample={data?.isSample} />
      {error !== null && <ErrorNote isPage error={error} what="The objectives" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={36} label="The filters" />
          <Loading height={420} label="The objectives" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead words={data.sentence} stream={null} />
          <SegmentedControl
            className={page.segments}
            aria-label="What is shown"
            value={show}
            data={[...PARTS]}
            transitionDuration={0}
            onChange={(value) => {
              const part = PARTS.find((one) => one.value === value)?.value;
              void navigate({ search: (before) => ({ ...before, show: part === 'tree' ? undefined : part }) });
            }}
          />
          {show === 'tree' && <Tree all={data} />}
          {show === 'due' && <DueCheckIns />}
          {show === 'goals' && <Goals />}
          {show === 'cycles' && <Cycles cycles={data.cycles} />}
        </div>
      )}
    </>
  );
}

function Tree({ all }: { readonly all: ObjectivesAnswer }): ReactNode {
  const { cycle, level, owner, find } = route.useSearch();
  const filter: ObjectiveFilter = { cycle, level, owner, find };
  if (all.cycles.length === 0) {
    return (
      <>
        <EmptyState title="Begin with a cycle, such as the next quarter.">
          <p>
            Then state an objective: one sentence, and three to five key results that would show it. A team takes a key
            result up as its own objective, so that everybody sees what serves what.
          </p>
        </EmptyState>
        <CycleForm cycle={null} onDone={() => undefined} />
        <ObjectiveFiles />
      </>
    );
  }
  const nodes = treeOf(all.objectives, filter);
  const shown = all.objectives.filter((row) => treeOf([row], filter).length > 0).length;
  return (
    <>
      <div className={style.top}>
        <ObjectiveFilters rows={all.objectives} cycles={all.cycles} filter={filter} />
        <Button
          variant="filled"
          className={style.primary}
          renderRoot={(props) => <Link to="/objectives/new" {...props} />}
        >
          State an objective
        </Button>
      </div>
      {isFiltered(filter) && (
        <p className={style.quiet} role="status">
          {formatCount(shown, 'objective')} of {all.objectives.length}; what stands above is shown in grey.
        </p>
      )}
      {all.objectives.length === 0 ? (
        <EmptyState title="No objective is stated yet.">
          One sentence that people want to come true, and three to five key results that would show it.
        </EmptyState>
      ) : (
        <ObjectiveTree
          key={isFiltered(filter) ? JSON.stringify(filter) : 'all'}
          nodes={nodes}
          isSearching={isFiltered(filter)}
        />
      )}
      <ObjectiveFiles />
    </>
  );
}
