import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { ask } from '../client.ts';
import { formatDay } from '../format.ts';
import { ErrorNote } from '../parts/states.tsx';
import style from './outcome-page.module.css';
import { refreshOutcomes } from './outcome-queries.ts';
import { levelInWords, promiseInWords } from './outcome-words.ts';

interface Props {
  readonly id: string;
  readonly page: OutcomePage;
}

/** What was promised, word by word, and who confirms that it is what they mean. */
export function Promised({ id, page }: Props): ReactNode {
  const { row, body, check } = page;
  const judged = page.promised?.body ?? body;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Work', <Work key="work" page={page} />],
    [
      'Metric',
      row.metric === null ? (
        (row.metricName ?? 'none chosen')
      ) : (
        <Link key="metric" to="/outcome-metrics/$id" params={{ id: row.metric }}>
          {row.metricName ?? row.metric}
        </Link>
      ),
    ],
    ['From – to', promiseInWords(row) ?? 'no figure'],
    ['By', row.by === null ? 'no day' : formatDay(row.by)],
    ['For', judged.beneficiary ?? check.parsed.beneficiary ?? 'nobody named'],
    ['Owner', row.owner ?? 'nobody yet'],
    ['Adoption target', judged.adoptionTarget ?? 'none'],
    ['Burn-in', judged.burnIn === 0 ? 'none' : `${judged.burnIn} points`],
    ['Why it stands all the same', judged.override],
    ['Needs no outcome', judged.exempt],
  ];
  const questions = [
    ['The problem, behaviour or opportunity', judged.questions.problem],
    ['The result, and how it is measured', judged.questions.result],
    ['What defines success', judged.questions.success],
    ['How we will learn', judged.questions.learning],
  ].filter(([, answer]) => answer !== '');
  return (
    <section>
      <h2 className={style.title}>What was promised</h2>
      <p className={style.serif}>{row.statement}</p>
      {page.promised !== null && body.statement !== row.statement && (
        <p className={style.quiet}>Reads now, in a later version: {body.statement}</p>
      )}
      <dl className={style.facts}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {questions.map(([name, answer]) => (
        <div key={name}>
          <h3 className={style.quiet}>{name}</h3>
          <p>{answer}</p>
        </div>
      ))}
      {page.values.length > 0 && (
        <p className={style.quiet}>
          The metric has {page.values.length} values; the last is{' '}
          {levelInWords(page.values.at(-1)?.value ?? 0, row.unit)}.
        </p>
      )}
      <Confirmed id={id} page={page} />
    </section>
  );
}

function Work({ page: { row } }: { readonly page: OutcomePage }): ReactNode {
  if (row.subject === null) return 'stands alone';
  const name = row.subjectTitle === null ? row.subject.item : `${row.subject.item} ${row.subjectTitle}`;
  if (row.stream === null) return name;
  return (
    <Link
      to="/streams/$stream/items/$item"
      params={{ stream: row.stream, item: row.subject.item }}
      search={(before) => ({ ...before, source: row.subject?.source })}
    >
      {name}
    </Link>
  );
}

function Confirmed({ id, page }: Props): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const confirm = useMutation({
    mutationFn: (who: string) => ask('post /api/outcomes/{id}/confirm', { params: { id }, body: { name: who } }),
    onSuccess: () => {
      setName('');
      return refreshOutcomes(queries);
    },
  });
  const { stakeholders } = page.body;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') confirm.mutate(name.trim());
  };
  return (
    <>
      <h3 className={style.title}>Confirmed by</h3>
      {stakeholders.length === 0 && <p className={style.quiet}>Nobody is named yet who confirms the definition.</p>}
      {stakeholders.length > 0 && (
        <ul className={style.list}>
          {stakeholders.map((one) => (
            <li key={one.name}>
              <span>
                {one.name}
                {one.confirmedOn === null ? ', not yet' : `, ${formatDay(one.confirmedOn)}`}
              </span>
              {one.confirmedOn === null && (
                <Button
                  size="compact-sm"
                  aria-label={`Confirm the definition for ${one.name}`}
                  onClick={() => confirm.mutate(one.name)}
                >
                  Confirm
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className={style.actions}>
        <TextInput
          aria-label="Who confirms the definition"
          placeholder="Name"
          size="xs"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={name.trim() === ''} loading={confirm.isPending}>
          Confirm the definition
        </Button>
      </form>
      {confirm.error !== null && <ErrorNote error={confirm.error} what="The confirmation" />}
    </>
  );
}
