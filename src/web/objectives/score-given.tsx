import type { ReactNode } from 'react';
import type { KeyResultRow } from '../../api/objectives.ts';

/** The score of a key result, what was expected, and why. Nothing while it has none and its cycle is open. */
export function ScoreGiven({ row, isClosed }: { readonly row: KeyResultRow; readonly isClosed: boolean }): ReactNode {
  const { score, scoreNote } = row.body;
  if (score === null) return isClosed && <span>No score was given</span>;
  return (
    <span>
      Score {score.toFixed(2)}
      {row.isAsExpected === null ? '' : row.isAsExpected ? ', as expected' : ', less than expected'}
      {scoreNote === '' ? '' : `: ${scoreNote}`}
    </span>
  );
}
