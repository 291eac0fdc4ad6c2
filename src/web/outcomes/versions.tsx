import type { ReactNode } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { formatInstant } from '../format.ts';
import { FIELD_NAMES } from './field-names.ts';
import style from './outcome-page.module.css';

/** Every version with what it changed, and which of them is judged. */
export function Versions({ page }: { readonly page: OutcomePage }): ReactNode {
  const judged = page.promised?.version ?? page.version;
  return (
    <section>
      <h2 className={style.title}>Versions</h2>
      <p className={style.quiet}>{lockedInWords(page, judged)}</p>
      <ol className={style.list} reversed>
        {page.versions.toReversed().map(({ version, savedAt, author, changes }) => (
          <li key={version}>
            <span>
              Version {version}
              {page.isLocked && version === judged ? ' (judged)' : ''}, {formatInstant(savedAt, 'UTC')} UTC
              {author === '' ? '' : `, ${author}`}
            </span>
            <span className={style.quiet}>
              {changes.length === 0
                ? 'as first stated'
                : `changed: ${changes.map((name) => FIELD_NAMES.get(name) ?? name).join(', ')}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function lockedInWords({ isLocked, laterVersions, row }: OutcomePage, judged: number): string {
  if (!isLocked) return 'The work has not begun: the latest version counts, and it is locked when the work starts.';
  const stated = row.isAfterStart ? 'It was first stated after the work had begun, which is counted apart. ' : '';
  const later =
    laterVersions === 0
      ? 'nothing was changed since'
      : `${laterVersions} later ${laterVersions === 1 ? 'version is' : 'versions are'} kept beside it`;
  return `${stated}Version ${judged} is judged, the one that stood when the work began; ${later}.`;
}
