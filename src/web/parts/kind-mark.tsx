import type { ReactNode } from 'react';
import { KINDS } from '../../flow/facts.ts';
import { kindName } from '../format.ts';
import { KIND_COLOURS } from '../theme.ts';
import style from './kind-mark.module.css';

interface Props {
  readonly kind: string;
  /** For a single item: `Defect`, not `Defects`. */
  readonly isOne?: boolean;
}

/** A kind as its mark and its word: shape and colour are the same wherever the kind is drawn. */
export function KindMark({ kind, isOne = false }: Props): ReactNode {
  const known = KINDS.find((one) => one === kind) ?? 'unmapped';
  const word = kindName(known, isOne);
  return (
    <span className={style.mark}>
      <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" fill={KIND_COLOURS[known]}>
        {shapeOf(known)}
      </svg>
      {word}
    </span>
  );
}

function shapeOf(kind: (typeof KINDS)[number]): ReactNode {
  switch (kind) {
    case 'feature':
      return <circle cx="6" cy="6" r="5" />;
    case 'defect':
      return <path d="M6 0L12 6L6 12L0 6Z" />;
    case 'risk':
      return <path d="M6 0.5L12 11.5H0Z" />;
    case 'debt':
      return <rect x="1" y="1" width="10" height="10" rx="1.5" />;
    case 'unmapped':
      return <circle cx="6" cy="6" r="4.2" fill="none" stroke={KIND_COLOURS.unmapped} strokeWidth="2" />;
  }
}
