import type { ReactNode } from 'react';
import style from './card.module.css';

interface Props {
  readonly id?: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** A white sheet with one hairline. Never inside another. */
export function Card({ id, label, children }: Props): ReactNode {
  return (
    <section id={id} aria-label={label} className={style.card}>
      {children}
    </section>
  );
}
