import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ObjectivesAnswer } from '../../api/objectives.ts';
import type { ObjectiveBody } from '../../outcomes/objectives/objective.ts';
import { ask } from '../client.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { ErrorNote } from '../parts/states.tsx';
import { EMPTY_KEY_RESULT, isBegun, type KeyResultDraft, orNull, ownBodyOf } from './key-result-draft.ts';
import { KeyResultFields } from './key-result-fields.tsx';
import { refreshObjectives } from './objective-queries.ts';
import { levelInWords } from './objective-words.ts';
import style from './objectives.module.css';

interface Props {
  readonly all: ObjectivesAnswer;
  /** What the form begins with. */
  readonly begin: ObjectiveBody;
  /** A version to change; null for a new one. */
  readonly edited: { readonly id: string; readonly version: number } | null;
  /** A line for each key result to write, with what to ask oneself. */
  readonly hints: readonly string[];
  readonly onDone: (id: string) => void;
  readonly onCancel: () => void;
}

const LEVELS = ['organisation', 'division', 'team'] as const;
const MOST = 5;

/** States an objective with its key results, or another wording of one that is there. */
export function ObjectiveForm({ all, begin, edited, hints, onDone, onCancel }: Props): ReactNode {
  const queries = useQueryClient();
  const [body, setBody] = useState(begin);
  const [drafts, setDrafts] = useState<readonly KeyResultDraft[]>(() => hints.map(() => EMPTY_KEY_RESULT));
  const set = (part: Partial<ObjectiveBody>): void => setBody({ ...body, ...part });
  const save = useMutation({
    mutationFn: async (): Promise<string> => {
      const said = { ...body, title: body.title.trim() };
      if (edited !== null) {
        const params = { id: edited.id };
        await ask('put /api/objectives/{id}', { params, body: { body: said, basedOn: edited.version } });
        return edited.id;
      }
      const keyResults = drafts.filter(isBegun).map((draft) => ownBodyOf(draft, null));
      return (await ask('post /api/objectives', { body: { body: said, keyResults } })).id;
    },
    onSuccess: async (id) => {
      await refreshObjectives(queries);
      onDone(id);
    },
  });
  const errors = fieldErrors(save.error);
  const isReady = body.title.trim() !== '' && body.cycle !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  const open = all.cycles.filter((cycle) => cycle.body.state === 'open' || cycle.id === body.cycle);
  const parents = all.objectives.filter((row) => row.id !== edited?.id && row.keyResults.length > 0);
  return (
    <form
      className={style.form}
      onSubmit={submit}
      aria-label={edited === null ? 'A new objective' : 'Change the objective'}
    >
      <Textarea
        className={style.wide}
        label="Objective"
        description="Where you want to be, in one sentence that people want to come true; figures come with the key results."
        required
        withAsterisk={false}
        autosize
        maxLength={200}
        value={body.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={errors.get('title')}
      />
      <Textarea
        className={style.wide}
        label="Why now"
        autosize
        value={body.why}
        onChange={(event) => set({ why: event.currentTarget.value })}
      />
      <NativeSelect
        label="Cycle"
        value={body.cycle}
        data={open.map((cycle) => ({ value: cycle.id, label: cycle.body.name }))}
        onChange={(event) => set({ cycle: event.currentTarget.value })}
      />
      <NativeSelect
        label="Level"
        value={body.level}
        data={LEVELS.map((value) => ({ value, label: levelInWords(value) }))}
        onChange={(event) => {
          const level = LEVELS.find((one) => one === event.currentTarget.value);
          if (level !== undefined) set({ level });
        }}
      />
      <TextInput
        label="Team or division"
        value={body.team ?? ''}
        onChange={(event) => set({ team: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        onBlur={() => set({ team: orNull(body.team ?? '') })}
      />
      <TextInput
        label="Owner"
        value={body.owner ?? ''}
        onChange={(event) => set({ owner: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        onBlur={() => set({ owner: orNull(body.owner ?? '') })}
      />
      <NativeSelect
        className={style.wide}
        label="Takes up the key result"
        description="None is an answer; below the organisation it is shown as such."
        value={body.parent ?? ''}
        data={[
          { value: '', label: 'none' },
          ...parents.map((row) => ({
            group: row.body.title,
            items: row.keyResults.map((one) => ({ value: one.id, label: one.body.title })),
          })),
        ]}
        onChange={(event) => set({ parent: orNull(event.currentTarget.value) })}
        error={errors.get('parent')}
      />
      {edited === null &&
        drafts.map((draft, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end
          <fieldset key={place} className={style.part}>
            <legend>Key result {place + 1}</legend>
            <KeyResultFields
              draft={draft}
              {...(hints[place] === undefined ? {} : { hint: hints[place] })}
              onChange={(changed) => setDrafts(drafts.with(place, changed))}
            />
          </fieldset>
        ))}
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" variant="filled" disabled={!isReady} loading={save.isPending}>
          {edited === null ? 'State the objective' : 'Keep as a further version'}
        </Button>
        {edited === null && drafts.length < MOST && (
          <Button onClick={() => setDrafts([...drafts, EMPTY_KEY_RESULT])}>One more key result</Button>
        )}
        <Button onClick={onCancel}>Leave it</Button>
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The objective" />
        </div>
      )}
    </form>
  );
}
