import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type OpenTarget, writeOpen } from '../open.ts';
import style from './figure.module.css';

interface Props {
  readonly stream: string;
  readonly target: OpenTarget;
  /** The figure as shown; null when it cannot be known. */
  readonly figure: string | null;
  readonly unit: string;
  /** What the figure is, for those who hear only the link. */
  readonly label: string;
}

/** A number that opens: its items, its definition, its n, what was left out and why. */
export function Figure({ stream, target, figure, unit, label }: Props): ReactNode {
  return (
    <Link
      to="/streams/$stream"
      params={{ stream }}
      search={(before) => ({ ...before, open: writeOpen(target) })}
      resetScroll={false}
      className={style.figure}
      aria-label={`${label}: ${figure === null ? 'not known' : `${figure} ${unit}`}. Open what is behind it`}
    >
      {figure === null ? (
        <span className={style.unknown}>not known</span>
      ) : (
        <>
          <span className={style.number}>{figure}</span> <span className={style.unit}>{unit}</span>
        </>
      )}
    </Link>
  );
}
