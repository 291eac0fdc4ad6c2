import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { ObjectivePage as Answer, ObjectivesAnswer } from '../../api/objectives.ts';
import { formatShare } from '../format.ts';
import { KeyResultCard } from '../objectives/key-result-card.tsx';
import { KeyResultForm } from '../objectives/key-result-form.tsx';
import { ObjectiveAround } from '../objectives/objective-around.tsx';
import { ObjectiveForm } from '../objectives/objective-form.tsx';
import { objectiveQuery, objectivesQuery } from '../objectives/objective-queries.ts';
import { levelInWords } from '../objectives/objective-words.ts';
import style from '../objectives/objectives.module.css';
import { ProgressBar } from '../objectives/progress-bar.tsx';
import { useTakeOff } from '../objectives/take-off.tsx';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/objectives/$id');
const WITHIN = { to: '/objectives', name: 'Objectives' } as const;

/** One objective: where its key results stand, what it takes up, who takes it up. */
export function ObjectivePage(): ReactNode {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(objectiveQuery(id));
  const { data: all } = useQuery(objectivesQuery);
  const ofPage = useTakeOff();
  const isGone = ofPage.taken !== null;
  useEffect(() => {
    // The place that a link names comes with the answer.
    if (data !== undefined && location.hash !== '') {
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    }
  }, [data]);
  return (
    <>
      <PageTop
        title={data?.row.body.title ?? 'Objective'}
        stream={null}
        within={WITHIN}
        isSample={data?.isSample}
        hasWindow={false}
      />
      {isGone && (
        <div className={page.page}>
          <h1 className={page.title}>It went with its key results, and can be put back with them.</h1>
          {ofPage.line}
          <Link to="/objectives">All objectives</Link>
        </div>
      )}
      {error !== null && !isGone && (
        <ErrorNote isPage error={error} what="The objective" retry={() => void refetch()} />
      )}
      {error === null && (data === undefined || all === undefined) && (
        <div className={page.page}>
          <Loading height={96} label="The sentence" />
          <Loading height={420} label="The key results" />
        </div>
      )}
      {data !== undefined && all !== undefined && error === null && !isGone && (
        <Objective data={data} all={all} ofPage={ofPage} />
      )}
    </>
  );
}

interface Props {
  readonly data: Answer;
  readonly all: ObjectivesAnswer;
  /** Takes the objective itself off; what it leaves stands on the page above. */
  readonly ofPage: ReturnType<typeof useTakeOff>;
}

function Objective({ data, all, ofPage }: Props): ReactNode {
  const [doing, setDoing] = useState<'change' | 'add' | null>(null);
  const done = (): void => setDoing(null);
  const { takeOff, line } = useTakeOff();
  const { row } = data;
  const { body, isClosed } = row;
  return (
    <div className={page.page}>
      <Lead words={data.sentence} stream={null} />
      <p className={style.quiet}>
        {[levelInWords(body.level), body.team, body.owner ?? 'no owner named', row.cycleName]
          .filter((one) => one !== null)
          .join(' · ')}
      </p>
      {body.why !== '' && <p className={style.serif}>{body.why}</p>}
      {!isClosed && (
        <div className={style.facts}>
          <ProgressBar
            share={row.progress}
            note={`mean of ${row.known} of ${row.of} key results`}
            unknown={`unknown: 0 of ${row.of} key results`}
          />
          {row.leastConfidence !== null && <span>The least sure key result: {formatShare(row.leastConfidence)}</span>}
        </div>
      )}
      {row.advice !== null && <p className={style.quiet}>{row.advice}</p>}
      {doing === 'change' ? (
        <ObjectiveForm
          all={all}
          begin={body}
          edited={{ id: row.id, version: row.version }}
          hints={[]}
          onDone={done}
          onCancel={done}
        />
      ) : (
        !isClosed && (
          <div className={style.actions}>
            <Button onClick={() => setDoing('change')}>Change the objective</Button>
            <Button onClick={() => setDoing('add')}>Add a key result</Button>
            <Button
              loading={ofPage.isPending}
              onClick={() => ofPage.takeOff({ kind: 'objective', id: row.id, name: `The objective “${body.title}”` })}
            >
              Take it off
            </Button>
          </div>
        )
      )}
      {ofPage.line}
      {doing === 'add' && <KeyResultForm objective={row.id} row={null} onDone={done} />}
      <section className={style.section}>
        <h2>Key results</h2>
        {line}
        <ul className={style.list}>
          {row.keyResults.map((one) => (
            <KeyResultCard
              key={one.id}
              objective={row.id}
              row={one}
              today={row.today}
              isClosed={isClosed}
              onTakeOff={() => takeOff({ kind: 'key-result', id: one.id, name: `The key result “${one.body.title}”` })}
            />
          ))}
        </ul>
      </section>
      <ObjectiveAround page={data} />
    </div>
  );
}
