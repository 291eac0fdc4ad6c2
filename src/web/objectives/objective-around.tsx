import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ObjectivePage } from '../../api/objectives.ts';
import { formatInstant } from '../format.ts';
import { levelInWords } from './objective-words.ts';
import style from './objectives.module.css';
import { TakenUpBy } from './taken-up-by.tsx';

/** What stands above and below an objective, where it was carried from and to, and its versions. */
export function ObjectiveAround({ page }: { readonly page: ObjectivePage }): ReactNode {
  const { above, below, row, carriedFrom, carriedTo, versions } = page;
  return (
    <>
      <section className={style.section}>
        <h2>What it takes up</h2>
        {above.length === 0 ? (
          <p className={style.quiet}>
            {row.isOrphan ? 'It names no key result above. That is allowed, and shown.' : 'Nothing stands above it.'}
          </p>
        ) : (
          <ul className={style.list}>
            {above.map((one) => (
              <li key={one.id}>
                {one.keyResult}
                <span className={style.quiet}> of the {levelInWords(one.level).toLowerCase()}’s </span>
                <Link to="/objectives/$id" params={{ id: one.id }} className={style.link}>
                  {one.title}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      {below.length > 0 && (
        <section className={style.section}>
          <h2>Who takes it up</h2>
          <TakenUpBy objectives={below} />
        </section>
      )}
      {(carriedFrom !== null || carriedTo.length > 0) && (
        <section className={style.section}>
          <h2>Other cycles</h2>
          <ul className={style.list}>
            {[
              ...(carriedFrom === null ? [] : [{ ...carriedFrom, what: 'carried over from' }]),
              ...carriedTo.map((one) => ({ ...one, what: 'carried over to' })),
            ].map((one) => (
              <li key={one.id}>
                {one.what}{' '}
                <Link to="/objectives/$id" params={{ id: one.id }} className={style.link}>
                  {one.cycleName}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={style.section}>
        <h2>Versions</h2>
        <ul className={style.list}>
          {versions.toReversed().map((one) => (
            <li key={one.version} className={style.quiet}>
              {one.version} · {formatInstant(one.savedAt, 'UTC')} UTC · {one.author}
              {one.changes.length > 0 && ` · ${one.changes.join(', ')}`}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
