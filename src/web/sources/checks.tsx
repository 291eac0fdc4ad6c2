import type { ReactNode } from 'react';
import type { ConnectionCheckAnswer } from '../../api/sources.ts';
import style from './sources.module.css';

/** What the credentials may do, one check after the other, each with what to do where it is missing. */
export function Checks({ checks }: { readonly checks: readonly ConnectionCheckAnswer[] }): ReactNode {
  const missing = checks.filter(({ isHeld }) => !isHeld).length;
  return (
    <section className={style.section} role="status" aria-label="What the credentials may do">
      <p className={style.serif}>{sentenceOf(checks.length, missing)}</p>
      <ul className={style.checks}>
        {checks.map(({ what, isHeld, advice }) => (
          <li key={what}>
            <span>{what}</span>
            <span data-held={isHeld}>{isHeld ? 'held' : 'missing'}</span>
            {!isHeld && advice !== '' && <p>{upperFirst(advice)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentenceOf(all: number, missing: number): string {
  if (missing === 0) return 'The connection works, and nothing that was tried is missing.';
  if (missing === all) return 'The connection does not work yet.';
  return 'The connection works, but not all may be read that could be.';
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
