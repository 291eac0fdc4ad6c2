import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutcomePage as Answer } from '../../api/outcomes.ts';
import { formatShare } from '../format.ts';
import { useKeyResultTitle } from '../objectives/key-result-chooser.tsx';
import { LoopChart } from '../outcomes/loop-chart.tsx';
import { LoopLine } from '../outcomes/loop-line.tsx';
import { OutcomeActions } from '../outcomes/outcome-actions.tsx';
import { effectInWords, seenInWords } from '../outcomes/outcome-figures.ts';
import style from '../outcomes/outcome-page.module.css';
import { outcomeQuery } from '../outcomes/outcome-queries.ts';
import { Promised } from '../outcomes/promised.tsx';
import { Reviews } from '../outcomes/reviews.tsx';
import { StartGate } from '../outcomes/start-gate.tsx';
import { Sureness } from '../outcomes/sureness.tsx';
import { ToolSays } from '../outcomes/tool-says.tsx';
import { Versions } from '../outcomes/versions.tsx';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/outcomes/$id');
const WITHIN = { to: '/outcomes', name: 'Outcomes' } as const;

/** One outcome: what was promised, what happened, how sure we are. */
export function OutcomePage(): ReactNode {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(outcomeQuery(id));
  return (
    <>
      <PageTop
        title={data?.row.title ?? 'Outcome'}
        stream={null}
        within={WITHIN}
        isSample={data?.row.isSample ?? false}
        hasWindow={false}
      />
      {error !== null && <ErrorNote isPage error={error} what="The outcome" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={112} label="The sentence" />
          <Loading height={104} label="The loop" />
          <Loading height={84} label="The figures" />
          <div className={style.columns}>
            <Loading height={470} label="The picture" />
            <Loading height={470} label="How sure we are" />
          </div>
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead words={data.sentence} stream={null} />
          <OutcomeActions id={id} page={data} />
          <ToolSays id={id} page={data} />
          <Card label="The loop">
            <LoopLine page={data} />
          </Card>
          <Figures data={data} />
          <div className={style.columns}>
            <LoopChart page={data} />
            <Sureness page={data} />
          </div>
          <div className={style.pair}>
            <Reviews id={id} page={data} />
            <Promised id={id} page={data} />
            <StartGate id={id} page={data} />
            <Versions page={data} />
          </div>
        </div>
      )}
    </>
  );
}

function Figures({ data }: { readonly data: Answer }): ReactNode {
  const { row, body } = data;
  const keyResult = useKeyResultTitle(body.keyResult);
  const confidence = row.confidence === null ? null : formatShare(row.confidence);
  const figures: readonly (readonly [string, string | null])[] = [
    ['Promised', effectInWords(data.anticipated, data)],
    ['Worth doing from', effectInWords(data.minimum, data)],
    [data.evaluated?.evaluation.grade === 'A' ? 'Seen in the experiment' : 'Seen since release', seenInWords(data)],
    ['Stated confidence · key result', confidence === null ? null : `${confidence} · ${keyResult ?? 'no key result'}`],
  ];
  return (
    <Card label="The figures">
      <dl className={style.figures}>
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={figure === null ? style.unknown : undefined}>{figure ?? 'not known'}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
