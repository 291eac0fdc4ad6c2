import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount } from '../format.ts';
import { filterOutcomes, type OutcomeFilter } from '../outcomes/outcome-filter.ts';
import { OutcomeFilters } from '../outcomes/outcome-filters.tsx';
import { OutcomeList } from '../outcomes/outcome-list.tsx';
import { outcomesQuery } from '../outcomes/outcome-queries.ts';
import style from '../outcomes/outcomes.module.css';
import { Lead } from '../parts/lead.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { streamsQuery } from '../queries.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/outcomes');

/** Every outcome: what was promised, where it stands, what came of it. */
export function OutcomesPage(): ReactNode {
  const search = route.useSearch();
  const filter: OutcomeFilter = {
    stage: search.stage,
    stream: search.stream,
    owner: search.owner,
    verdict: search.verdict,
  };
  const { data, error, refetch } = useQuery(outcomesQuery);
  const { data: known } = useQuery(streamsQuery);
  const streams = new Map(known?.streams.map((stream) => [stream.id, stream.name]));
  const rows = filterOutcomes(data?.outcomes ?? [], filter);
  return (
    <>
      <PageTop title="Outcomes" stream={null} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The outcomes" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={36} label="The filters" />
          <Loading height={420} label="The outcomes" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead words={data.sentence} stream={null} />
          {data.outcomes.length === 0 ? (
            <EmptyState title="Begin with work that is about to start.">
              <p>
                Say in one sentence what should be different for whom, from where to where, and by when. Millrace checks
                the sentence, follows the work, and comes back one, three and six months after delivery.
              </p>
              <p>
                <Link to="/outcomes/new">State the first outcome</Link>, or see{' '}
                <Link to="/factory">which initiatives and epics have none</Link>.
              </p>
            </EmptyState>
          ) : (
            <>
              <div className={style.bar}>
                <OutcomeFilters rows={data.outcomes} streams={streams} filter={filter} />
                <Button
                  variant="filled"
                  className={style.primary}
                  renderRoot={(props) => <Link to="/outcomes/new" {...props} />}
                >
                  State an outcome
                </Button>
              </div>
              {rows.length < data.outcomes.length && (
                <p className={style.quiet} role="status">
                  {formatCount(rows.length, 'outcome')} of {data.outcomes.length} with these filters.
                </p>
              )}
              {rows.length > 0 && <OutcomeList rows={rows} streams={streams} />}
            </>
          )}
        </div>
      )}
    </>
  );
}
