import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { KeyResultPage } from '../../api/objectives.ts';
import { formatDay, formatShare } from '../format.ts';
import { CheckInForm } from './check-in-form.tsx';
import { figureInWords } from './objective-words.ts';
import style from './objectives.module.css';
import { useTakeOff } from './take-off.tsx';

interface Props {
  readonly page: KeyResultPage;
  readonly today: string;
  /** What a closed cycle holds stays as it was. */
  readonly isClosed: boolean;
}

/** Every check-in on a key result, latest first; each can be corrected, or taken off and put back. */
export function CheckInList({ page: { row, checkIns }, today, isClosed }: Props): ReactNode {
  const [changing, setChanging] = useState<string | null>(null);
  const { takeOff, line } = useTakeOff();
  return (
    <section>
      <h4>Check-ins</h4>
      {line}
      {checkIns.length === 0 && <p className={style.quiet}>None yet.</p>}
      <ul className={style.list} aria-label={`Check-ins on ${row.body.title}, latest first`}>
        {checkIns.map((one) => {
          const { id, body, value, valueOn } = one;
          const day = formatDay(body.on);
          if (changing === id) {
            return (
              <li key={id}>
                <CheckInForm row={row} today={today} checkIn={one} onDone={() => setChanging(null)} />
              </li>
            );
          }
          return (
            <li key={id} className={style.withActions}>
              <div>
                <time dateTime={body.on}>{day}</time>
                {value !== null && ` · ${figureInWords(value, row.unit)}`}
                {valueOn !== null && valueOn !== body.on && ` (of ${formatDay(valueOn)})`}
                {body.confidence !== null && ` · sure ${formatShare(body.confidence)}`}
                {body.note !== '' && <p>{body.note}</p>}
              </div>
              {!isClosed && (
                <span className={style.actions}>
                  <Button
                    size="compact-sm"
                    aria-label={`Correct the check-in of ${day}`}
                    onClick={() => setChanging(id)}
                  >
                    Correct
                  </Button>
                  <Button
                    size="compact-sm"
                    aria-label={`Take off the check-in of ${day}`}
                    onClick={() => takeOff({ kind: 'check-in', id, name: `The check-in of ${day}` })}
                  >
                    Take off
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
