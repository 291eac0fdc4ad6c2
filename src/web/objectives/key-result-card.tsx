import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { KeyResultRow } from '../../api/objectives.ts';
import { formatDay, formatShare } from '../format.ts';
import { CheckInForm } from './check-in-form.tsx';
import { KeyResultForm } from './key-result-form.tsx';
import { KeyResultWork } from './key-result-work.tsx';
import { beyondInWords, figureInWords, freshnessInWords, wantedInWords } from './objective-words.ts';
import style from './objectives.module.css';
import { ProgressBar } from './progress-bar.tsx';
import { ScoreGiven } from './score-given.tsx';

interface Props {
  readonly objective: string;
  readonly row: KeyResultRow;
  readonly today: string;
  readonly isClosed: boolean;
  readonly onTakeOff: () => void;
}

/** A key result with what can be done about it: check in, change it, take it up, see what serves it. */
export function KeyResultCard({ objective, row, today, isClosed, onTakeOff }: Props): ReactNode {
  const [doing, setDoing] = useState<'check-in' | 'change' | 'work' | null>(null);
  const done = (): void => setDoing(null);
  const { body } = row;
  return (
    <li id={row.id} className={style.keyResult}>
      <div>
        <h3 className={style.title}>{body.title}</h3>
        <p className={style.quiet}>
          {wantedInWords(row)} · by {formatDay(row.by)}
          {body.commitment === 'committed' ? ' · committed' : ''}
          {body.owner === null ? '' : ` · ${body.owner}`}
          {row.metricName === null ? '' : ` · read from ${row.metricName}`}
        </p>
      </div>
      <Standing row={row} isClosed={isClosed} today={today} />
      {doing === 'check-in' && <CheckInForm row={row} today={today} onDone={done} />}
      {doing === 'change' && <KeyResultForm objective={objective} row={row} onDone={done} />}
      {(doing === null || doing === 'work') && (
        <div className={style.actions}>
          {!isClosed && (
            <>
              <Button size="xs" aria-label={`Check in on ${body.title}`} onClick={() => setDoing('check-in')}>
                Check in
              </Button>
              <Button size="xs" aria-label={`Change ${body.title}`} onClick={() => setDoing('change')}>
                Change
              </Button>
              <Button
                size="xs"
                aria-label={`Take it up as an objective: ${body.title}`}
                renderRoot={(props) => <Link to="/objectives/new" search={{ align: row.id }} {...props} />}
              >
                Take it up as an objective
              </Button>
              <Button size="xs" aria-label={`Take off ${body.title}`} onClick={onTakeOff}>
                Take off
              </Button>
            </>
          )}
          <Button
            size="xs"
            aria-expanded={doing === 'work'}
            aria-label={`Check-ins and work of ${body.title}`}
            onClick={() => setDoing(doing === 'work' ? null : 'work')}
          >
            Check-ins and work
          </Button>
        </div>
      )}
      {doing === 'work' && <KeyResultWork id={row.id} today={today} isClosed={isClosed} />}
    </li>
  );
}

function Standing({ row, isClosed, today }: Pick<Props, 'row' | 'isClosed' | 'today'>): ReactNode {
  const { progress, value, valueOn, confidence, periods, dueOn } = row;
  const beyond = beyondInWords(row);
  const isOverdue = dueOn !== null && dueOn < today;
  return (
    <div className={style.facts}>
      <ScoreGiven row={row} isClosed={isClosed} />
      <ProgressBar share={progress?.share ?? null} unknown={freshnessInWords(row)} />
      {beyond !== null && <span>{beyond}</span>}
      {value !== null && valueOn !== null && (
        <span>
          {figureInWords(value, row.unit)} <span className={style.quiet}>on {formatDay(valueOn)}</span>
        </span>
      )}
      {periods !== null && (
        <span>
          in the band {periods.inBand} of {periods.known} periods known, {periods.of} begun
        </span>
      )}
      {confidence !== null && <span>Sure {formatShare(confidence)}</span>}
      {dueOn !== null && (
        <span className={isOverdue ? style.signal : style.quiet}>
          {isOverdue ? 'check-in overdue since' : 'next check-in by'} {formatDay(dueOn)}
        </span>
      )}
    </div>
  );
}
