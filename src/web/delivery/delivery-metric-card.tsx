import type { ReactNode } from 'react';
import type { DeliveryCard } from '../../api/delivery.ts';
import sheet from '../parts/metric-card.module.css';
import { Sparkline } from '../parts/sparkline.tsx';
import style from './delivery.module.css';

/** A measure of delivery: its figure, its weeks with their usual range, and on request what it means and what is not known. */
export function DeliveryMetricCard({
  card,
  bands,
}: {
  readonly card: DeliveryCard;
  /** The year whose published groups are switched on. */
  readonly bands: number | undefined;
}): ReactNode {
  const {
    name,
    figure,
    unit,
    note,
    signal,
    trend,
    published,
    meaning,
    population,
    source,
    n,
    unknown,
    excluded,
    inferred,
  } = card;
  return (
    <article className={sheet.card}>
      <h3 className={sheet.name}>{name}</h3>
      <p className={style.figure}>
        {figure === null ? (
          <span className={style.unknown}>not known</span>
        ) : (
          <>
            <span className={style.number}>{figure}</span> <span className={style.unit}>{unit}</span>
          </>
        )}
      </p>
      <Sparkline trend={trend} label={name} />
      <p className={sheet.note}>
        {signal !== null && <strong className={sheet.signal}>{signal}</strong>}
        {note}
      </p>
      {published
        .filter(({ year }) => year === bands)
        .map(({ year, words, url, source: survey }) => (
          <p key={year} className={sheet.note}>
            <a href={url} rel="noreferrer" target="_blank" title={survey}>
              DORA {year}
            </a>
            : {words}
          </p>
        ))}
      <details className={style.more}>
        <summary>What is behind it</summary>
        <p>{meaning}</p>
        <p>{population}</p>
        <ul className={style.reasons}>
          {n !== null && <li>n {n}</li>}
          {inferred !== null && inferred > 0 && <li>{inferred} by inference, not by what a source says</li>}
          {unknown.map(({ why, count }) => (
            <li key={why}>
              {count} not known: {why}
            </li>
          ))}
          {excluded.map(({ why, count }) => (
            <li key={why}>
              {count} left out: {why}
            </li>
          ))}
          <li>The picture: {trend.name}</li>
          <li>{source}</li>
        </ul>
      </details>
    </article>
  );
}
