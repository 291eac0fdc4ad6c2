import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { StatementCheck } from '../../../outcomes/statement/statement.ts';
import style from './form.module.css';
import { stretchesOf } from './marked-text.ts';
import { type Taken, takeSuggestion } from './take-suggestion.ts';

interface Props {
  readonly text: string;
  readonly check: StatementCheck | null;
  readonly onTake: (taken: Taken) => void;
}

const SAID = {
  PASS: 'It can be checked later: it says what, from where to where, for whom and by when.',
  WARN: 'It can be checked later. What follows would make it plainer.',
  FAIL: 'As it stands, nobody could tell later whether it came true.',
} as const;

/** What the check found, with the words it speaks of marked, and a suggestion that can be taken. */
export function Findings({ text, check, onTake }: Props): ReactNode {
  if (check === null) {
    return (
      <p className={style.quiet}>
        Say what should be different for whom, from where to where, and by when. For example: New customers finish
        setting up without help: the share rises from 55 % to 80 % within 7 days of signing up, by the end of June.
      </p>
    );
  }
  const isStill = check.findings.every(({ span }) => span[1] <= text.length);
  return (
    <div className={style.findings}>
      {isStill && check.findings.length > 0 && (
        <p className={style.marked} aria-hidden="true">
          {stretchesOf(text, check.findings).map((stretch) =>
            stretch.severity === null ? (
              <span key={stretch.from}>{stretch.text}</span>
            ) : (
              <mark key={stretch.from} data-severity={stretch.severity}>
                {stretch.text}
              </mark>
            ),
          )}
        </p>
      )}
      <p role="status" className={style.verdict}>
        {SAID[check.verdict]}
      </p>
      {check.findings.length > 0 && (
        <ul className={style.list} aria-label="What the check found">
          {check.findings.map((finding) => {
            const taken = takeSuggestion(text, finding);
            const words = text.slice(...finding.span).trim();
            const isPart = words !== '' && words.length < text.trim().length - 1;
            return (
              <li key={`${finding.code} ${finding.span.join('-')}`}>
                <p>
                  <span className={style.severity} data-severity={finding.severity}>
                    {finding.severity === 'FAIL' ? 'To mend' : 'Worth a look'}
                  </span>{' '}
                  {isPart && <q>{words}</q>} {finding.message}
                </p>
                {finding.suggestion !== '' && (
                  <p className={style.suggestion}>
                    <span>
                      {taken === null ? 'For example: ' : 'Suggested: '}
                      {finding.suggestion}
                    </span>
                    {taken !== null && (
                      <Button
                        size="compact-sm"
                        aria-label={`Take it: ${finding.suggestion}`}
                        onClick={() => onTake(taken)}
                      >
                        Take it
                      </Button>
                    )}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
