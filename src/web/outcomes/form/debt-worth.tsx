import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DebtHelp } from '../../../outcomes/statement/debt-help.ts';
import style from './form.module.css';

interface Props {
  readonly debt: DebtHelp;
  readonly onTake: (sentence: string) => void;
}

const TERMS = {
  customer: 'For customers',
  reliability: 'In reliability',
  risk: 'In risk',
  delivery: 'In delivery',
} as const;

/** Help to say what work on the inside is worth on the outside: four terms, those the sentence speaks of first. */
export function DebtWorth({ debt, onTake }: Props): ReactNode {
  const { soThat } = debt;
  return (
    <section className={style.debt} aria-label="What it is worth">
      <h2 className={style.title}>What would be better once this is done</h2>
      {soThat !== null && (
        <p className={style.suggestion}>
          <span>The sentence says it already: “{soThat}”. Begin with that.</span>
          <Button size="compact-sm" onClick={() => onTake(`${soThat.charAt(0).toUpperCase()}${soThat.slice(1)}.`)}>
            Begin with it
          </Button>
        </p>
      )}
      <ul className={style.worths}>
        {debt.worths.map(({ term, question, metric, example }) => (
          <li key={term}>
            <h3 className={style.title}>{TERMS[term]}</h3>
            <p>{question}</p>
            <p className={style.quiet}>Measured for example as {metric}.</p>
            <p className={style.quiet}>{example}</p>
            <Button size="compact-sm" aria-label={`Begin from this: ${example}`} onClick={() => onTake(example)}>
              Begin from this
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
