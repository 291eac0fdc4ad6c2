import type { ReactNode } from 'react';
import { z } from 'zod';
import { formatNumber, formatShare } from '../format.ts';
import style from './behind.module.css';

const predictability = z.object({
  low: z.number(),
  high: z.number(),
  iterations: z.array(z.object({ name: z.string(), planned: z.number(), completed: z.number(), share: z.number() })),
});

/** Of flow predictability the range in words, and each iteration with what was planned and what of it was finished. */
export function IterationsBehind({ value }: { readonly value: unknown }): ReactNode {
  const read = predictability.safeParse(value);
  if (!read.success) return null;
  const { low, high, iterations } = read.data;
  // Several boards may have iterations of one name.
  const rows = iterations.map((one, place) => ({ ...one, place }));
  return (
    <section className={style.iterations}>
      <p className={style.meaning}>
        {low === high
          ? `${formatShare(low)} of what was planned was finished in its iteration.`
          : `Between ${formatShare(low)} and ${formatShare(high)} of what was planned was finished in its iteration.`}
      </p>
      <details open={iterations.length <= MOST_OPEN}>
        <summary>{iterations.length === 1 ? 'One iteration' : `${formatNumber(iterations.length)} iterations`}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Iteration</th>
              <th scope="col">Planned</th>
              <th scope="col">Finished of these</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.place}>
                <th scope="row">{one.name}</th>
                <td>{formatNumber(one.planned)}</td>
                <td>{formatNumber(one.completed)}</td>
                <td>{formatShare(one.share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** More would push the items out of sight. */
const MOST_OPEN = 12;
