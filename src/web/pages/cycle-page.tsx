import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CyclePage as Answer } from '../../api/check-ins.ts';
import { ask } from '../client.ts';
import { CarryOver } from '../objectives/carry-over.tsx';
import { CloseCycle } from '../objectives/close-cycle.tsx';
import { cycleQuery, refreshObjectives } from '../objectives/objective-queries.ts';
import { metInWords, wantedInWords } from '../objectives/objective-words.ts';
import style from '../objectives/objectives.module.css';
import { ProgressBar } from '../objectives/progress-bar.tsx';
import { ScoreGiven } from '../objectives/score-given.tsx';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/cycles/$id');
const WITHIN = { to: '/objectives', name: 'Objectives' } as const;

/** One cycle: its objectives, how it is closed, and what goes on in the next. */
export function CyclePage(): ReactNode {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(cycleQuery(id));
  const [isClosing, setClosing] = useState(false);
  return (
    <>
      <PageTop
        title={data?.row.body.name ?? 'Cycle'}
        stream={null}
        within={WITHIN}
        isSample={data?.isSample}
        hasWindow={false}
      />
      {error !== null && <ErrorNote isPage error={error} what="The cycle" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={320} label="The objectives" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead words={data.sentence} stream={null} />
          {data.row.body.state === 'open' && isClosing && <CloseCycle page={data} onDone={() => setClosing(false)} />}
          {data.row.body.state === 'open' && !isClosing && (
            <div className={style.actions}>
              <Button onClick={() => setClosing(true)}>Close the cycle with scores</Button>
            </div>
          )}
          {data.row.body.reopenedBecause !== null && (
            <p className={style.quiet}>It was opened again: {data.row.body.reopenedBecause}</p>
          )}
          <Objectives objectives={data.objectives} />
          {data.row.body.state === 'closed' && <Reopen page={data} />}
          {data.objectives.length > 0 && <CarryOver page={data} />}
        </div>
      )}
    </>
  );
}

function Objectives({ objectives }: Pick<Answer, 'objectives'>): ReactNode {
  return (
    <ul className={style.list} aria-label="Objectives of the cycle">
      {objectives.map((row) => (
        <li key={row.id}>
          <Link to="/objectives/$id" params={{ id: row.id }} className={style.title}>
            {row.body.title}
          </Link>
          <div className={style.facts}>
            {row.isClosed ? (
              <span>
                {row.score === null ? 'no score' : `score ${row.score.toFixed(2)}`} · {metInWords(row.isMet)}
              </span>
            ) : (
              <ProgressBar
                share={row.progress}
                note={`mean of ${row.known} of ${row.of} key results`}
                unknown={`unknown: 0 of ${row.of} key results`}
              />
            )}
          </div>
          {row.isClosed && (
            <ul className={style.keyResults} aria-label={`Key results of ${row.body.title}`}>
              {row.keyResults.map((one) => (
                <li key={one.id}>
                  {one.body.title}{' '}
                  <span className={style.quiet}>
                    {wantedInWords(one)} · <ScoreGiven row={one} isClosed />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Reopen({ page: { row } }: { readonly page: Answer }): ReactNode {
  const queries = useQueryClient();
  const [because, setBecause] = useState('');
  const reopen = useMutation({
    mutationFn: () =>
      ask('post /api/cycles/{id}/reopen', {
        params: { id: row.id },
        body: { because: because.trim(), basedOn: row.version },
      }),
    onSuccess: () => refreshObjectives(queries),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (because.trim() !== '') reopen.mutate();
  };
  return (
    <form className={style.form} onSubmit={submit} aria-label="Open the cycle again">
      <TextInput
        label="Open it again, because"
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" size="xs" disabled={because.trim() === ''} loading={reopen.isPending}>
          Open it again
        </Button>
      </div>
      {reopen.error !== null && <ErrorNote error={reopen.error} what="The cycle" />}
    </form>
  );
}
