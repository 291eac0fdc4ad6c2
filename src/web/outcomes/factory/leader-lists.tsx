import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Factory } from '../../../api/outcomes.ts';
import { formatCount, formatShare, formatWindow } from '../../format.ts';
import { plainFigure } from '../outcome-words.ts';
import { ReviewList } from '../review-list.tsx';
import style from './factory.module.css';
import { ItemList } from './item-list.tsx';

interface Props {
  readonly data: Factory;
  /** Titles of outcomes by id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What a leader can act on: each list says what to do with it. */
export function LeaderLists({ data, titles }: Props): ReactNode {
  const without = new Set(data.inWorkWithout);
  const inWork = data.items.filter(({ item, coverage }) => coverage === 'none' && without.has(item));
  const ungated = new Set(data.startGate?.without);
  const begunWithout = data.items.filter(({ item }) => ungated.has(item));
  return (
    <div className={style.columns}>
      <section>
        <h2 className={style.title}>In work without an outcome: {formatCount(inWork.length, 'item')}</h2>
        {inWork.length === 0 ? (
          <p className={style.quiet}>Everything that is in work says what it should change.</p>
        ) : (
          <ItemList items={inWork} name="In work without an outcome" />
        )}
      </section>
      <div className={style.stack}>
        <section>
          <h2 className={style.title}>
            Delivered and never reviewed: {formatCount(data.deliveredNeverReviewed.length, 'outcome')}
          </h2>
          {data.deliveredNeverReviewed.length === 0 ? (
            <p className={style.quiet}>No delivered outcome waits for its first review.</p>
          ) : (
            <ul className={style.list}>
              {data.deliveredNeverReviewed.map((id) => (
                <li key={id}>
                  <Link to="/outcomes/$id" params={{ id }} hash="reviews">
                    {titles.get(id) ?? id}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h2 className={style.title}>Overdue: {formatCount(data.overdue.length, 'review')}</h2>
          {data.overdue.length === 0 ? (
            <p className={style.quiet}>No review is overdue.</p>
          ) : (
            <ReviewList reviews={data.overdue} name="Overdue reviews" />
          )}
        </section>
        {data.startGate !== null && (
          <section>
            <h2 className={style.title}>Begun without the start gate</h2>
            <p className={style.serif}>
              {data.startGate.without.length} of {data.startGate.begun} that began in streams with a start gate did not
              have its criteria agreed.
            </p>
            {begunWithout.length > 0 && <ItemList items={begunWithout} name="Begun without the start gate" />}
          </section>
        )}
        <Claims claims={data.claims} />
        <Calibration data={data} />
      </div>
    </div>
  );
}

/** What outcomes claim of one metric, beside what the metric did. */
function Claims({ claims }: { readonly claims: Factory['claims'] }): ReactNode {
  return (
    <section>
      <h2 className={style.title}>Claims beside the movement</h2>
      {claims.length === 0 ? (
        <p className={style.quiet}>No effect is claimed for a metric in this window.</p>
      ) : (
        <ul className={style.list}>
          {claims.map(({ metric, name, from, to, claimed, observed, isBeyond }) => (
            <li key={`${metric} ${from}`}>
              <span>
                <Link to="/outcome-metrics/$id" params={{ id: metric }}>
                  {name}
                </Link>
                , {formatWindow(from, to)}
              </span>
              <span className={style.quiet}>
                claimed {plainFigure(claimed)}, moved{' '}
                {observed === null ? 'by what is not known' : plainFigure(observed)}
                {isBeyond === true && <strong> · beyond the movement</strong>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How far stated confidence can be believed. */
function Calibration({ data }: { readonly data: Factory }): ReactNode {
  const { calibration, calibrationReason } = data;
  return (
    <section>
      <h2 className={style.title}>Confidence and what came of it</h2>
      <p className={style.serif}>{calibration.sentence}</p>
      {calibration.brier !== null && (
        <p className={style.quiet}>
          Brier score {calibration.brier.toFixed(2)} from {formatCount(calibration.resolved, 'promise')}; 0 is best,
          0.25 is what always saying 50 % gives.
        </p>
      )}
      {calibration.bins.length > 0 && (
        <ul className={style.list}>
          {calibration.bins.map(({ from, to, n, said, came }) => (
            <li key={from}>
              <span>
                Said {formatShare(from)} to {formatShare(to)}, {formatShare(said)} on average
              </span>
              <span className={style.quiet}>
                {formatShare(came)} of {n} came true
              </span>
            </li>
          ))}
        </ul>
      )}
      {calibrationReason !== null && <p className={style.quiet}>{calibrationReason}</p>}
    </section>
  );
}
