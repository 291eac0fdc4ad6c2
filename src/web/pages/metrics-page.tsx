import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MetricRow } from '../../api/outcome-metrics.ts';
import type { Sentence as Words } from '../../api/view.ts';
import { formatCount } from '../format.ts';
import { MetricForm } from '../outcomes/metric/metric-form.tsx';
import { MetricList } from '../outcomes/metric/metric-list.tsx';
import { outcomeMetricsQuery } from '../outcomes/outcome-queries.ts';
import style from '../outcomes/outcomes.module.css';
import { Lead } from '../parts/lead.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

/** Metrics that outcomes speak of, and the way to make one. */
export function MetricsPage(): ReactNode {
  const { data, error, refetch } = useQuery(outcomeMetricsQuery);
  const [isMaking, making] = useDisclosure();
  const navigate = useNavigate();
  return (
    <>
      <PageTop title="Metrics" stream={null} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The metrics" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={420} label="The metrics" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead words={wordsOf(data.metrics)} stream={null} />
          <div className={style.bar}>
            <p className={style.quiet}>
              What an outcome promises is read from here, so that the promise and the figure cannot drift apart.
            </p>
            <Button variant={isMaking ? 'default' : 'filled'} onClick={making.toggle} aria-expanded={isMaking}>
              {isMaking ? 'Leave it' : 'Make a metric'}
            </Button>
          </div>
          {isMaking && (
            <MetricForm onSaved={({ id }) => void navigate({ to: '/outcome-metrics/$id', params: { id } })} />
          )}
          {data.metrics.length > 0 && <MetricList metrics={data.metrics} />}
          {data.metrics.length === 0 && !isMaking && (
            <EmptyState title="There is no metric yet.">
              Make one from a template, or while stating an outcome; its values are typed, pasted, sent as CSV, pushed,
              or read from a database.
            </EmptyState>
          )}
        </div>
      )}
    </>
  );
}

function wordsOf(metrics: readonly MetricRow[]): Words {
  if (metrics.length === 0) return [{ text: 'No metric is defined yet.' }];
  const empty = metrics.filter(({ days, sourceKind }) => days === 0 && sourceKind !== 'millrace').length;
  const used = metrics.filter(({ outcomes }) => outcomes > 0).length;
  const is = used === 1 ? 'is' : 'are';
  return [
    {
      text: `${formatCount(metrics.length, 'metric')} ${metrics.length === 1 ? 'is' : 'are'} defined, and ${used} ${is} used by outcomes. `,
    },
    {
      text:
        empty === 0
          ? 'Each has values.'
          : `${formatCount(empty, 'metric')} ${empty === 1 ? 'has' : 'have'} no value yet.`,
    },
  ];
}
