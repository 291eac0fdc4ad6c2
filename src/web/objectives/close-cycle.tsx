import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CyclePage } from '../../api/check-ins.ts';
import { ask } from '../client.ts';
import { formatCount, formatShare } from '../format.ts';
import { FigureInput } from '../parts/figure-input.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { refreshObjectives } from './objective-queries.ts';
import { freshnessInWords, wantedInWords } from './objective-words.ts';
import style from './objectives.module.css';

interface Scored {
  readonly score: number | null;
  readonly note: string;
}

/** A score for each key result, begun with what its progress suggests; people decide. */
export function CloseCycle({ page, onDone }: { readonly page: CyclePage; readonly onDone: () => void }): ReactNode {
  const queries = useQueryClient();
  const [scores, setScores] = useState<ReadonlyMap<string, Scored>>(
    () => new Map(page.suggested.map(({ keyResult, score }) => [keyResult, { score, note: '' }])),
  );
  const close = useMutation({
    mutationFn: () =>
      ask('post /api/cycles/{id}/close', {
        params: { id: page.row.id },
        body: {
          basedOn: page.row.version,
          scores: [...scores].map(([keyResult, { score, note }]) => ({ keyResult, score, note: note.trim() })),
        },
      }),
    onSuccess: async () => {
      await refreshObjectives(queries);
      onDone();
    },
  });
  const set = (id: string, part: Partial<Scored>): void => {
    const before = scores.get(id) ?? { score: null, note: '' };
    setScores(new Map(scores).set(id, { ...before, ...part }));
  };
  const missing = [...scores.values()].filter(({ score }) => score === null).length;
  const isWrong = [...scores.values()].some(({ score }) => score !== null && (score < 0 || score > 1));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWrong) close.mutate();
  };
  return (
    <form onSubmit={submit} className={style.section} aria-label="Close the cycle">
      <p className={style.quiet}>
        A score goes from 0 to 1. From 0.7 on an aspirational key result did well; a committed one expects 1.0. What is
        left empty is not known. The figures that stand there come from progress; they are a suggestion.
      </p>
      {page.objectives.map((objective) => (
        <fieldset key={objective.id} className={style.part}>
          <legend>{objective.body.title}</legend>
          {objective.keyResults.map((row) => (
            <div key={row.id} className={`${style.form} ${style.wide}`}>
              <FigureInput
                label={row.body.title}
                description={`${wantedInWords(row)}${row.body.commitment === 'committed' ? ', committed' : ''}; ${row.progress === null ? freshnessInWords(row) : `progress ${formatShare(row.progress.share)}`}`}
                value={scores.get(row.id)?.score ?? null}
                onChange={(score) => set(row.id, { score })}
                error={isOutside(scores.get(row.id)?.score ?? null) ? 'from 0 to 1' : undefined}
              />
              <TextInput
                label="Why this score"
                aria-label={`Why this score: ${row.body.title}`}
                value={scores.get(row.id)?.note ?? ''}
                onChange={(event) => set(row.id, { note: event.currentTarget.value })}
              />
            </div>
          ))}
        </fieldset>
      ))}
      {missing > 0 && (
        <p className={style.quiet} role="status">
          {formatCount(missing, 'key result')} without a score; how their objectives ended will not be known.
        </p>
      )}
      <div className={style.actions}>
        <Button type="submit" variant="filled" disabled={isWrong} loading={close.isPending}>
          Close with these scores
        </Button>
        <Button onClick={onDone}>Leave it open</Button>
      </div>
      {close.error !== null && <ErrorNote error={close.error} what="The cycle" />}
    </form>
  );
}

function isOutside(score: number | null): boolean {
  return score !== null && (score < 0 || score > 1);
}
