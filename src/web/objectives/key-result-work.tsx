import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { KeyResultPage } from '../../api/objectives.ts';
import { formatDay } from '../format.ts';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { CheckInList } from './check-in-list.tsx';
import { keyResultQuery } from './objective-queries.ts';
import style from './objectives.module.css';
import { TakenUpBy } from './taken-up-by.tsx';

interface Props {
  readonly id: string;
  readonly today: string;
  readonly isClosed: boolean;
}

/** What serves a key result, what is asked of other teams, who takes it up, and every check-in. */
export function KeyResultWork({ id, today, isClosed }: Props): ReactNode {
  const { data, error, refetch } = useQuery(keyResultQuery(id));
  if (error !== null) return <ErrorNote error={error} what="The work" retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={120} label="The work" />;
  return (
    <div className={style.section}>
      <Serving servedBy={data.servedBy} />
      {data.row.asks.length > 0 && (
        <section>
          <h4>Asked of other teams</h4>
          <ul className={style.list}>
            {data.row.asks.map((one) => (
              <li key={`${one.team} ${one.what}`}>
                {one.team}: {one.what}
                {one.isBlocking && <span className={style.signal}> · nothing goes on without it</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {data.takenUpBy.length > 0 && (
        <section>
          <h4>Taken up by</h4>
          <TakenUpBy objectives={data.takenUpBy} />
        </section>
      )}
      <CheckInList page={data} today={today} isClosed={isClosed} />
    </div>
  );
}

function Serving({ servedBy }: Pick<KeyResultPage, 'servedBy'>): ReactNode {
  return (
    <section>
      <h4>Work that serves it</h4>
      {servedBy.length === 0 ? (
        <p className={style.quiet}>
          No outcome names this key result. An outcome can, under <Link to="/outcomes">Outcomes</Link>; its work and
          forecast then stand here.
        </p>
      ) : (
        <ul className={style.list}>
          {servedBy.map((one) => (
            <li key={one.id}>
              <Link to="/outcomes/$id" params={{ id: one.id }} className={style.link}>
                {one.title}
              </Link>
              {one.isTheKeyResult && ' · serves as this key result'}
              {' · '}
              {one.state}
              {one.deliveredOn !== null
                ? ` on ${formatDay(one.deliveredOn)}`
                : one.startedOn === null
                  ? ''
                  : ` since ${formatDay(one.startedOn)}`}
              {one.subject !== null && (
                <>
                  {' · '}
                  <Link
                    to="/streams/$stream/items/$item"
                    params={{ stream: one.subject.stream, item: one.subject.item }}
                    className={style.link}
                  >
                    {one.subject.item}
                  </Link>
                  {one.subject.team === null ? '' : ` · ${one.subject.team}`}
                </>
              )}
              {one.forecast !== null && <p className={style.quiet}>{one.forecast}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
