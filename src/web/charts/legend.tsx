import type { ReactNode } from 'react';
import { KindMark } from '../parts/kind-mark.tsx';
import style from './chart-card.module.css';
import type { LegendEntry } from './drawing.ts';

/** What the marks mean, in words beside their look. */
export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }): ReactNode {
  if (entries.length === 0) return null;
  return (
    <ul className={style.legend}>
      {entries.map((entry) => (
        <li key={entry.name}>
          {entry.swatch.as === 'kind' ? (
            <KindMark kind={entry.swatch.kind} />
          ) : (
            <>
              <span
                className={style.swatch}
                data-as={entry.swatch.as}
                style={{ '--swatch': entry.swatch.colour }}
                aria-hidden="true"
              />
              {entry.name}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
