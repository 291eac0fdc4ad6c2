import type { ReactNode } from 'react';
import { formatShare } from '../format.ts';
import style from './objectives.module.css';

interface Props {
  /** 0 to 1; null: unknown, which is not nothing. */
  readonly share: number | null;
  /** Beside the figure, e.g. `3 of 4`. */
  readonly note?: string;
  readonly unknown: string;
}

/** A thin line with its figure. Unknown has no line, so that nobody takes it for none. */
export function ProgressBar({ share, note, unknown }: Props): ReactNode {
  return (
    <span className={style.progress}>
      <span className={style.bar} data-unknown={share === null} aria-hidden="true">
        {share !== null && <span style={{ width: `${share * 100}%` }} />}
      </span>
      {share === null ? (
        <span className={style.quiet}>{unknown}</span>
      ) : (
        <span>
          {formatShare(share)}
          {note !== undefined && <span className={style.quiet}> · {note}</span>}
        </span>
      )}
    </span>
  );
}
