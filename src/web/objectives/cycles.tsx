import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CycleRow } from '../../api/objectives.ts';
import { formatCount, formatShare, formatWindow } from '../format.ts';
import plain from '../parts/plain-table.module.css';
import { CycleForm } from './cycle-form.tsx';
import style from './objectives.module.css';
import { useTakeOff } from './take-off.tsx';

/** A new cycle leaves the form as it is, also where another one is being changed by then. */
const NOTHING = (): void => undefined;

/** Every cycle, how the closed ones ended, and a form for the next. */
export function Cycles({ cycles }: { readonly cycles: readonly CycleRow[] }): ReactNode {
  const [changed, setChanged] = useState<Pick<CycleRow, 'id' | 'version' | 'body'> | null>(null);
  const { takeOff, line } = useTakeOff();
  return (
    <div className={style.section}>
      {line}
      {cycles.length > 0 && (
        <table className={`${plain.table} ${style.table}`}>
          <thead>
            <tr>
              <th scope="col">Cycle</th>
              <th scope="col">Days</th>
              <th scope="col">Holds</th>
              <th scope="col">State</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {cycles.toReversed().map(({ id, version, body, today, objectives, report }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/cycles/$id" params={{ id }} className={style.link}>
                    {body.name}
                  </Link>
                </th>
                <td>{formatWindow(body.from, body.to)}</td>
                <td>{formatCount(objectives, 'objective')}</td>
                <td>
                  {report !== null &&
                    `closed: ${report.share === null ? 'not known how it ended' : `${report.met} of ${report.met + report.notMet} met (${formatShare(report.share)})`}${report.unknown > 0 && report.share !== null ? `, ${report.unknown} not known` : ''}`}
                  {report === null && body.to > today && `open, check-ins every ${body.checkInEveryDays} days`}
                  {report === null && body.to <= today && (
                    <span className={style.signal}>over, waits to be closed</span>
                  )}
                </td>
                <td>
                  {body.state === 'open' && (
                    <span className={style.actions}>
                      <Button
                        size="compact-sm"
                        aria-label={`Change ${body.name}`}
                        onClick={() => setChanged({ id, version, body })}
                      >
                        Change
                      </Button>
                      {objectives === 0 && (
                        <Button
                          size="compact-sm"
                          aria-label={`Take off ${body.name}`}
                          onClick={() => takeOff({ kind: 'cycle', id, name: `The cycle ${body.name}` })}
                        >
                          Take off
                        </Button>
                      )}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>{changed === null ? 'A new cycle' : `Change ${changed.body.name}`}</h2>
      <CycleForm
        key={changed?.id ?? 'new'}
        cycle={changed}
        onDone={changed === null ? NOTHING : () => setChanged(null)}
      />
    </div>
  );
}
