import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Job } from '../../api/store.ts';
import { formatCount, formatNumber } from '../format.ts';
import page from '../pages/page.module.css';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { Progress } from '../parts/progress.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { jobQuery, streamsQuery } from '../queries.ts';
import style from './import.module.css';
import { SuggestStream } from './suggest-stream.tsx';

interface Props {
  readonly id: string;
  /** The zone that the import was started with, for the stream to be suggested. */
  readonly zone: string | undefined;
}

/** An import from its start to its closing account, and on to the stream made of it. */
export function ImportJob({ id, zone }: Props): ReactNode {
  const queries = useQueryClient();
  const { data: job, error, refetch } = useQuery(jobQuery(id));
  if (error !== null) return <ErrorNote error={error} what="This import" retry={() => void refetch()} />;
  if (job === undefined) return <Loading height={200} label="The import" />;
  const isOver = job.state !== 'queued' && job.state !== 'running';
  const name = job.subject.replace(/ into [^ ]+$/, '');
  const finish = (): void => {
    for (const queryKey of [['streams'], ['jobs'], ['settings'], ['portfolio'], ['stream']]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
  return (
    <>
      <Lead words={[{ text: sentenceOf(job, name) }]} stream={null} />
      {(!isOver || job.state === 'stopped') && (
        <Progress job={id} title={`Importing ${name} into ${job.source ?? 'the store'}`} onEnd={finish} />
      )}
      {job.state === 'failed' && (
        <EmptyState title="The import ended before its time.">
          {job.message} Batches before it were applied whole and stay; the same file goes on behind them when it is
          imported again.
        </EmptyState>
      )}
      {job.result !== null && <Account job={job} result={job.result} />}
      {job.state === 'done' && job.source !== null && (
        <>
          <StreamsOf />
          <SuggestStream key={job.source} source={job.source} zone={zone} />
        </>
      )}
    </>
  );
}

function sentenceOf(job: Job, name: string): string {
  const into = job.source === null ? '' : ` into ${job.source}`;
  switch (job.state) {
    case 'queued':
      return `${name} has arrived and waits for its turn.`;
    case 'running':
      return `${name} is being read${into}. You can leave this page; the work goes on.`;
    case 'failed':
      return `${name} could not be imported${into}.`;
    case 'stopped':
      return `The import of ${name}${into} was stopped. What it had applied stays whole.`;
    case 'done':
      return job.result === null ? `${name} was imported${into}.` : doneSentence(job.result, name, into);
  }
}

function doneSentence(result: NonNullable<Job['result']>, name: string, into: string): string {
  const parts = [
    result.new > 0 ? `${formatCount(result.new, 'new item')}` : null,
    result.changed > 0 ? `${formatNumber(result.changed)} changed` : null,
    result.unchanged > 0 ? `${formatNumber(result.unchanged)} unchanged` : null,
  ].filter((part) => part !== null);
  const brought = parts.length === 0 ? 'nothing' : parts.join(', ');
  const refused = result.refused === 0 ? 'Nothing was refused.' : `${formatCount(result.refused, 'row')} were refused.`;
  return `${name} brought ${brought}${into}. ${refused}`;
}

interface AccountProps {
  readonly job: Job;
  readonly result: NonNullable<Job['result']>;
}

/** The closing account: what was new, changed, unchanged, refused and why. */
function Account({ job, result }: AccountProps): ReactNode {
  const figures = [
    ['New', result.new],
    ['Changed', result.changed],
    ['Unchanged', result.unchanged],
    ['Refused', result.refused],
  ] as const;
  return (
    <Card label="What the import brought">
      <div className={style.section}>
        <dl className={style.account}>
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{formatNumber(value)}</dd>
            </div>
          ))}
        </dl>
        {result.refused > 0 && (
          <>
            <h2 className={page.subtitle}>Refused, and why</h2>
            <ul className={style.reasons}>
              {result.reasons.map(({ reason, count }) => (
                <li key={reason}>
                  {formatNumber(count)}: {reason}
                </li>
              ))}
            </ul>
            <div className={style.buttons}>
              <Button
                component="a"
                href={`/api/imports/${encodeURIComponent(result.importId)}/refused`}
                download={`refused of ${job.subject.replace(/ into [^ ]+$/, '')}`}
              >
                Save the refused rows
              </Button>
              <span className={style.quiet}>Mend them in that file and import it into the same source.</span>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

/** Streams there are already: their figures follow an import by themselves. */
function StreamsOf(): ReactNode {
  const { data } = useQuery(streamsQuery);
  const streams = data?.streams.filter((stream) => !stream.isSample) ?? [];
  if (streams.length === 0) return null;
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>Streams there are already follow by themselves</h2>
      <p className={style.buttons}>
        {streams.map((stream) => (
          <Link key={stream.id} to="/streams/$stream" params={{ stream: stream.id }}>
            {stream.name}
          </Link>
        ))}
      </p>
    </section>
  );
}
