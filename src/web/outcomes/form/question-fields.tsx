import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProps } from './field-props.ts';
import style from './form.module.css';

const QUESTIONS = [
  { name: 'problem', label: 'What problem, behaviour or opportunity' },
  { name: 'result', label: 'What result, and how it is measured' },
  { name: 'success', label: 'What defines success' },
  { name: 'learning', label: 'How we will learn' },
] as const;

/** Four short questions; each may stay open. */
export function QuestionFields({ body, set, errors }: FieldProps): ReactNode {
  return (
    <fieldset className={`${style.group} ${style.two}`}>
      <legend className={style.title}>Four short questions</legend>
      {QUESTIONS.map(({ name, label }) => (
        <Textarea
          key={name}
          label={label}
          autosize
          minRows={2}
          value={body.questions[name]}
          error={name === 'problem' ? errors.get('questions') : undefined}
          onChange={(event) => set({ questions: { ...body.questions, [name]: event.currentTarget.value } })}
        />
      ))}
    </fieldset>
  );
}
