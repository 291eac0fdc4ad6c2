import type { ReactNode } from 'react';
import { formatShare } from '../../format.ts';
import style from './factory.module.css';

export interface Bar {
  readonly id: string;
  readonly name: ReactNode;
  readonly count: number;
  /** What is behind the count, such as `of 14`. */
  readonly note: string;
  /** Length of the bar, 0 to 1; null where nothing can be drawn. */
  readonly share: number | null;
}

interface Props {
  readonly bars: readonly Bar[];
  readonly label: string;
}

/** Counts as bars with their words; the table is the picture. */
export function ShareBars({ bars, label }: Props): ReactNode {
  return (
    <table className={style.bars} aria-label={label}>
      <tbody>
        {bars.map(({ id, name, count, note, share }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className={style.picture} aria-hidden="true">
              <span style={{ width: `${(share ?? 0) * 100}%` }} />
            </td>
            <td>
              {count} <span className={style.quiet}>{note}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `of 14 · 43 %`. */
export function noteOf(of: number, ratio: number | null): string {
  return ratio === null ? 'none at work' : `of ${of} · ${formatShare(ratio)}`;
}
