import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MetricPage as Answer } from '../../api/outcome-metrics.ts';
import type { Sentence as Words } from '../../api/view.ts';
import { ask } from '../client.ts';
import { formatCount, formatDay, formatInstant } from '../format.ts';
import { FigureCard } from '../outcomes/figure-card.tsx';
import { MetricForm } from '../outcomes/metric/metric-form.tsx';
import { drawMetric } from '../outcomes/metric/metric-picture.ts';
import { ReadNow } from '../outcomes/metric/read-now.tsx';
import { ValuesEditor } from '../outcomes/metric/values-editor.tsx';
import style from '../outcomes/outcome-page.module.css';
import { outcomeMetricQuery, refreshOutcomes } from '../outcomes/outcome-queries.ts';
import { levelInWords } from '../outcomes/outcome-words.ts';
import { Lead } from '../parts/lead.tsx';
import { type Column, RowsTable } from '../parts/rows-table.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/outcome-metrics/$id');
const WITHIN = { to: '/outcome-metrics', name: 'Metrics' } as const;

/** One metric: what it means, its values, what was corrected, where they are missing, and which outcomes use it. */
export function MetricPage(): ReactNode {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(outcomeMetricQuery(id));
  return (
    <>
      <PageTop
        title={data?.body.name ?? 'Metric'}
        stream={null}
        within={WITHIN}
        isSample={data?.row.isSample ?? false}
        hasWindow={false}
      />
      {error !== null && <ErrorNote isPage error={error} what="The metric" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={432} label="The picture" />
        </div>
      )}
      {data !== undefined && error === null && <Metric id={id} data={data} />}
    </>
  );
}

function Metric({ id, data }: { readonly id: string; readonly data: Answer }): ReactNode {
  const { body, values } = data;
  return (
    <div className={page.page}>
      <Lead words={wordsOf(data)} stream={null} />
      <FigureCard
        id="values"
        title={body.name}
        heading={body.definition === '' ? 'What it means is not written down yet.' : body.definition}
        data={data}
        draw={drawMetric}
        height={300}
      />
      <div className={style.pair}>
        <section>
          <h2 className={style.title}>Values</h2>
          {body.source.kind === 'values' ? (
            <>
              <ValuesEditor id={id} name={body.name} unit={body.unit} />
              <p className={style.quiet}>
                A program can push them, too: POST <code>/api/push/metrics/{id}</code> with a token that is made under{' '}
                <Link to="/settings">Settings</Link>; <a href="/api/docs">the interface is described here</a>.
              </p>
            </>
          ) : (
            <>
              <p className={style.quiet}>{sourceInWords(body.source)}</p>
              {body.source.kind !== 'millrace' && <ReadNow id={id} />}
            </>
          )}
          <RowsTable
            rows={values}
            columns={columnsOf(body.unit)}
            keyOf={({ day }) => day}
            name={`Values of ${body.name}`}
            noun="value"
            sortedBy={{ id: 'day', isDescending: true }}
            height={320}
            empty={<p className={style.quiet}>No value is known yet.</p>}
          />
        </section>
        <Definition id={id} data={data} />
        <Kept data={data} />
        <section>
          <h2 className={style.title}>Outcomes that use it</h2>
          {data.outcomes.length === 0 ? (
            <Unused id={id} />
          ) : (
            <ul className={style.list}>
              {data.outcomes.map((outcome) => (
                <li key={outcome.id}>
                  <Link to="/outcomes/$id" params={{ id: outcome.id }}>
                    {outcome.title}
                  </Link>
                  <span className={style.quiet}>
                    {outcome.deliveredOn === null ? 'not delivered yet' : `delivered ${formatDay(outcome.deliveredOn)}`}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </div>
  );
}

/** Its definition, changed as a further version. */
function Definition({ id, data }: { readonly id: string; readonly data: Answer }): ReactNode {
  const [isOpen, form] = useDisclosure();
  return (
    <section>
      <h2 className={style.title}>Definition, version {data.version}</h2>
      <p>{data.body.definition === '' ? 'Not written down yet.' : data.body.definition}</p>
      {data.body.redefinitions.map(({ on, what }) => (
        <p key={`${on} ${what}`} className={style.quiet}>
          From {formatDay(on)} on: {what}
        </p>
      ))}
      <div className={style.actions}>
        <Button onClick={form.toggle} aria-expanded={isOpen}>
          {isOpen ? 'Leave it' : 'Change the definition'}
        </Button>
      </div>
      {isOpen && (
        <MetricForm
          key={data.version}
          known={{ id, version: data.version, body: data.body }}
          onSaved={() => form.close()}
        />
      )}
    </section>
  );
}

/** Corrections and gaps: nothing is overwritten in silence, and nothing missing is filled in. */
function Kept({ data }: { readonly data: Answer }): ReactNode {
  return (
    <section>
      <h2 className={style.title}>Corrections and gaps</h2>
      {data.corrections.length === 0 && <p className={style.quiet}>No value was corrected.</p>}
      {data.corrections.length > 0 && (
        <ul className={style.list} aria-label="Corrections">
          {data.corrections.map(({ day, version, value, savedAt }) => (
            <li key={`${day} ${version}`}>
              <span>
                {formatDay(day)}: {value === null ? 'taken back' : levelInWords(value, data.body.unit)}
              </span>
              <span className={style.quiet}>
                version {version}, {formatInstant(savedAt, 'UTC')} UTC
              </span>
            </li>
          ))}
        </ul>
      )}
      {data.gaps.length === 0 && <p className={style.quiet}>No value is missing between the first and the last.</p>}
      {data.gaps.length > 0 && (
        <ul className={style.list} aria-label="Gaps">
          {data.gaps.map(({ from, to }) => (
            <li key={from}>
              <span>
                No value between {formatDay(from)} and {formatDay(to)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Unused({ id }: { readonly id: string }): ReactNode {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => ask('delete /api/outcome-metrics/{id}', { params: { id } }),
    onSuccess: async () => {
      await navigate({ to: '/outcome-metrics' });
      await refreshOutcomes(queries);
    },
  });
  return (
    <>
      <p className={style.quiet}>
        None yet. <Link to="/outcomes/new">State an outcome</Link> and choose it there.
      </p>
      <div className={style.actions}>
        <Button loading={remove.isPending} onClick={() => remove.mutate()}>
          Take the metric away
        </Button>
      </div>
      {remove.error !== null && <ErrorNote error={remove.error} what="The metric" />}
    </>
  );
}

function wordsOf({ body, values, gaps }: Answer): Words {
  const first = values[0];
  const last = values.at(-1);
  const better = body.goodDirection === 'up' ? 'higher is better' : 'lower is better';
  if (first === undefined || last === undefined) {
    return [{ text: `${body.name} has no value yet; ${better}. Type values, paste them as CSV, or push them.` }];
  }
  const missing =
    gaps.length === 0 ? '' : ` There ${gaps.length === 1 ? 'is one gap' : `are ${gaps.length} gaps`} in it.`;
  return [
    {
      text: `${body.name} stood at ${levelInWords(last.value, body.unit)} on ${formatDay(last.day)}; ${better}. ${formatCount(values.length, 'value')} are known since ${formatDay(first.day)}.${missing}`,
    },
  ];
}

function sourceInWords(source: Answer['body']['source']): string {
  switch (source.kind) {
    case 'values':
      return 'Typed, sent as CSV, or pushed.';
    case 'millrace':
      return `Millrace’s own ${source.metric} of the stream ${source.stream}, by week.`;
    case 'sql':
      return `Read every day from the database “${source.connection}”.`;
    case 'prometheus':
      return `Read every day from Prometheus at ${source.url}.`;
    case 'json':
      return `Read every day from ${source.url}, at ${source.path}.`;
  }
}

function columnsOf(unit: string): readonly Column<Answer['values'][number]>[] {
  return [
    { id: 'day', header: 'Day', width: 130, value: ({ day }) => day, show: ({ day }) => formatDay(day) },
    {
      id: 'value',
      header: 'Value',
      ...(unit === '' ? {} : { unit }),
      width: 130,
      grows: true,
      isNumber: true,
      value: ({ value }) => value,
      show: ({ value }) => levelInWords(value, null),
    },
  ];
}
