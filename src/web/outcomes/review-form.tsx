import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { HeldReview, OutcomePage } from '../../api/outcomes.ts';
import { ask } from '../client.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { FigureInput } from '../parts/figure-input.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { OtherChanges } from './other-changes.tsx';
import style from './outcome-page.module.css';
import { refreshOutcomes } from './outcome-queries.ts';
import { changeUnit, lookInWords } from './outcome-words.ts';
import { YesNo } from './yes-no.tsx';

interface Props {
  readonly id: string;
  readonly page: OutcomePage;
  readonly look: 1 | 3 | 6;
  /** The review to open again; null for the first time. */
  readonly held: HeldReview | null;
  readonly onDone: () => void;
}

type Said = Pick<HeldReview, 'actual' | 'learned' | 'decision' | 'confirmedBy' | 'isUsed' | 'adoption' | 'known'>;

const DECISIONS = [
  { value: 'keep', label: 'keep it' },
  { value: 'change', label: 'change it' },
  { value: 'stop', label: 'stop it' },
] as const;

/** The form to hold a review: what was seen, what was learned, what is decided, who confirmed, and what only people know. */
export function ReviewForm({ id, page, look, held, onDone }: Props): ReactNode {
  const queries = useQueryClient();
  const [said, setSaid] = useState<Said>(() => begin(held, page));
  const [because, setBecause] = useState('');
  const set = (part: Partial<Said>): void => setSaid((before) => ({ ...before, ...part }));
  const know = (part: Partial<Said['known']>): void => set({ known: { ...said.known, ...part } });
  const save = useMutation({
    mutationFn: () =>
      ask('post /api/outcomes/{id}/reviews', {
        params: { id },
        body: { ...said, look, basedOn: held?.version ?? 0, reopenedBecause: held === null ? null : because.trim() },
      }),
    onSuccess: async () => {
      await refreshOutcomes(queries);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const isReady =
    said.learned.trim() !== '' && said.confirmedBy.trim() !== '' && (held === null || because.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  const unit = changeUnit(page.row.unit) === 'points' ? '%' : (page.row.unit ?? '');
  return (
    <form className={style.form} onSubmit={submit} aria-label={`The ${lookInWords(look)}`}>
      <FigureInput
        label="What it is now"
        description="The actual level; leave it empty where it is not known."
        unit={unit}
        value={said.actual}
        onChange={(actual) => set({ actual })}
        error={errors.get('actual')}
      />
      <NativeSelect
        label="What is decided"
        value={said.decision}
        data={[...DECISIONS]}
        onChange={(event) => {
          const decision = DECISIONS.find(({ value }) => value === event.currentTarget.value)?.value;
          if (decision !== undefined) set({ decision });
        }}
      />
      <Textarea
        className={style.wide}
        label="What was learned"
        required
        withAsterisk={false}
        autosize
        minRows={2}
        value={said.learned}
        onChange={(event) => set({ learned: event.currentTarget.value })}
        error={errors.get('learned')}
      />
      <TextInput
        label="Who confirmed it"
        required
        withAsterisk={false}
        value={said.confirmedBy}
        onChange={(event) => set({ confirmedBy: event.currentTarget.value })}
        error={errors.get('confirmedBy')}
      />
      <YesNo label="Is it used" value={said.isUsed} onChange={(isUsed) => set({ isUsed })} />
      <TextInput
        className={style.wide}
        label="How it is used"
        description={page.body.adoptionTarget === null ? undefined : `Expected was: ${page.body.adoptionTarget}`}
        value={said.adoption}
        onChange={(event) => set({ adoption: event.currentTarget.value })}
      />
      <h3 className={`${style.title} ${style.wide}`}>What only people know</h3>
      <YesNo
        label="The release day was fixed before the values were seen"
        value={said.known.isReleaseFixedBeforehand}
        onChange={(isReleaseFixedBeforehand) => know({ isReleaseFixedBeforehand })}
      />
      <YesNo
        label="The baseline was picked because it was bad"
        value={said.known.isBaselineChosen}
        onChange={(isBaselineChosen) => know({ isBaselineChosen })}
      />
      <YesNo
        label="The metric meant the same throughout"
        value={said.known.isSameDefinition}
        onChange={(isSameDefinition) => know({ isSameDefinition })}
      />
      {page.body.control !== null && (
        <YesNo
          label="The release could not reach the control series"
          value={said.known.isControlUntouched}
          onChange={(isControlUntouched) => know({ isControlUntouched })}
        />
      )}
      <OtherChanges
        named={page.evaluated?.otherChanges ?? []}
        changes={said.known.otherChanges}
        onChange={(otherChanges) => know({ otherChanges })}
      />
      {held !== null && (
        <Textarea
          className={style.wide}
          label="Why it is opened again"
          required
          withAsterisk={false}
          autosize
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
          error={errors.get('reopenedBecause')}
        />
      )}
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" variant="filled" disabled={!isReady} loading={save.isPending}>
          {held === null ? `Hold the ${lookInWords(look)}` : 'Keep as a further version'}
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The review" />
        </div>
      )}
    </form>
  );
}

function begin(held: HeldReview | null, { values }: OutcomePage): Said {
  if (held !== null) {
    const { actual, learned, decision, confirmedBy, isUsed, adoption, known } = held;
    return { actual, learned, decision, confirmedBy, isUsed, adoption, known };
  }
  const nothing = {
    isReleaseFixedBeforehand: null,
    isSameDefinition: null,
    isControlUntouched: null,
    isBaselineChosen: null,
    otherChanges: null,
  };
  const actual = values.at(-1)?.value ?? null;
  return { actual, learned: '', decision: 'keep', confirmedBy: '', isUsed: null, adoption: '', known: nothing };
}
