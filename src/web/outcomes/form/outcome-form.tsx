import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { OutcomeBody } from '../../../outcomes/outcome.ts';
import { fieldErrors } from '../../parts/field-errors.ts';
import { ErrorNote } from '../../parts/states.tsx';
import { outcomeMetricsQuery, refreshOutcomes } from '../outcome-queries.ts';
import { DebtWorth } from './debt-worth.tsx';
import { changed, type Draft, filled } from './draft.ts';
import { ExperimentFields } from './experiment-fields.tsx';
import { orNull } from './field-props.ts';
import { Findings } from './findings.tsx';
import style from './form.module.css';
import { JudgeFields } from './judge-fields.tsx';
import { PromiseFields } from './promise-fields.tsx';
import { QuestionFields } from './question-fields.tsx';
import type { Taken } from './take-suggestion.ts';
import { useDetectability, useStatementCheck } from './use-statement-check.ts';

interface Props {
  readonly begin: Draft;
  /** Technical debt gets help to say its worth. */
  readonly isDebt: boolean;
  readonly save: (body: OutcomeBody) => Promise<{ readonly id: string }>;
  readonly onSaved: (id: string) => void;
  readonly saveName: string;
}

/** The guided form: one sentence, what is understood of it, four questions, and how it will be judged. */
export function OutcomeForm({ begin, isDebt, save, onSaved, saveName }: Props): ReactNode {
  const queries = useQueryClient();
  const sentence = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(begin);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const { data: known } = useQuery(outcomeMetricsQuery);
  const metrics = known?.metrics ?? [];
  const { statement } = draft.body;
  const metricName = metrics.find(({ id }) => id === draft.body.metric)?.name ?? null;
  const checked = useStatementCheck(statement, fieldsByHand(draft, metricName));
  const body = checked === null ? draft.body : filled(draft, checked.check.parsed, metrics);
  const detectability = useDetectability(body);
  const set = (part: Partial<OutcomeBody>): void => setDraft((before) => changed(before, part));
  const keep = useMutation({
    mutationFn: save,
    onSuccess: async ({ id }) => {
      await refreshOutcomes(queries);
      onSaved(id);
    },
  });
  const errors = new Map([...fieldErrors(keep.error), ...problems]);
  const isFailing = checked?.check.verdict === 'FAIL';
  const soundsLikeOutput = checked?.check.findings.some(
    ({ code }) => code === 'OUTPUT-LED' || code === 'ACTIVITY-METRIC',
  );
  const take = ({ text, gap }: Taken): void => {
    set({ statement: text });
    const [from, to] = gap ?? [text.length, text.length];
    requestAnimationFrame(() => {
      sentence.current?.focus();
      sentence.current?.setSelectionRange(from, to);
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const send = async (): Promise<void> => {
      const { faultsOf } = await import('./faults.ts');
      const found = faultsOf(body, isFailing);
      setProblems(found);
      if (found.size === 0) keep.mutate(body);
    };
    send().catch((error: unknown) => console.error('the form could not be checked', error));
  };
  const field = { body, set, errors };
  return (
    <form className={style.form} onSubmit={submit} aria-label="The outcome" noValidate>
      <Textarea
        ref={sentence}
        className={style.sentence}
        label="In one sentence"
        description="What should be different for whom, from where to where, and by when."
        autosize
        minRows={2}
        maxLength={10_000}
        value={statement}
        error={errors.get('statement')}
        onChange={(event) => set({ statement: event.currentTarget.value })}
      />
      <Findings text={statement} check={checked?.check ?? null} onTake={take} />
      {isFailing && (
        <Textarea
          label="Why it stands all the same"
          description="A sentence that fails its check is kept only with a reason, and counted apart."
          autosize
          value={body.override ?? ''}
          error={errors.get('override') ?? errors.get('outcome')}
          onChange={(event) => set({ override: orNull(event.currentTarget.value) })}
        />
      )}
      {checked !== null && (isDebt || soundsLikeOutput === true) && (
        <DebtWorth debt={checked.debt} onTake={(text) => take({ text, gap: null })} />
      )}
      <TextInput
        label="Title"
        description="A few words by which it is found again."
        maxLength={200}
        value={body.title}
        error={errors.get('title')}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <PromiseFields {...field} metricSaid={checked?.check.parsed.metric ?? null} />
      <p className={style.verdict} role="status">
        {detectability === null ? '' : detectability.sentence}
      </p>
      <QuestionFields {...field} />
      <JudgeFields {...field} />
      <ExperimentFields {...field} />
      <details className={style.more} open={body.exempt !== null}>
        <summary>It needs no outcome</summary>
        <TextInput
          label="Why it needs none"
          description="A class of work such as a legal duty. It is left out of the Feature Factory Ratio, and counted beside it."
          value={body.exempt ?? ''}
          error={errors.get('exempt')}
          onChange={(event) => set({ exempt: orNull(event.currentTarget.value) })}
        />
      </details>
      {keep.error !== null && <ErrorNote error={keep.error} what="The outcome" />}
      <div className={style.foot}>
        <Button type="submit" variant="filled" loading={keep.isPending}>
          {saveName}
        </Button>
        {problems.size > 0 && <span role="alert">Something is to be mended above: {[...problems.values()][0]}</span>}
      </div>
    </form>
  );
}

/** What was set by hand counts for the check; what it filled in itself does not. */
function fieldsByHand({ body, byHand }: Draft, metricName: string | null) {
  return {
    ...(byHand.has('metric') ? { metric: metricName } : {}),
    ...(byHand.has('direction') ? { direction: body.direction } : {}),
    ...(byHand.has('baseline') ? { baseline: body.baseline } : {}),
    ...(byHand.has('target') ? { target: body.target } : {}),
    ...(byHand.has('unit') ? { unit: body.unit } : {}),
    ...(byHand.has('by') ? { by: body.by } : {}),
    ...(byHand.has('beneficiary') ? { beneficiary: body.beneficiary } : {}),
  };
}
