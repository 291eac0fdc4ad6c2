import type { ReactNode } from 'react';
import type { DeliveryAnswer } from '../../api/delivery.ts';
import { formatLength, formatShare } from '../format.ts';
import style from './delivery.module.css';

type Phase = DeliveryAnswer['applications'][number]['phases'][number];

/** Medians of the phases of pull requests, one bar each on one scale; what is not known has no bar. */
export function PhasesBar({ phases }: { readonly phases: readonly Phase[] }): ReactNode {
  const longest = Math.max(...phases.map(({ p50 }) => p50 ?? 0), 1);
  return (
    <table className={style.phases}>
      <caption className={style.quiet}>
        Medians of each phase by itself, of pull requests merged in the window. They do not add up to the whole.
      </caption>
      <tbody>
        {phases.map(({ name, p50, n, coverage }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={style.length}>{p50 === null ? 'not known' : formatLength(p50)}</td>
            <td className={style.barCell} aria-hidden="true">
              {p50 !== null && (
                <div className={style.bar} style={{ width: `${Math.max(0.5, (100 * p50) / longest)}%` }} />
              )}
            </td>
            <td className={style.quiet}>
              n {n}
              {coverage !== null && coverage < 1 ? `, known of ${formatShare(coverage)}` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
