import type { ReactNode } from 'react';
import type { Card } from '../../api/card.ts';
import { Figure } from './figure.tsx';
import style from './metric-card.module.css';
import { Sparkline } from './sparkline.tsx';

/** One flow metric: its figure, its weeks with their usual range, and a word when something is worth asking about. */
export function MetricCard({ card, stream }: { readonly card: Card; readonly stream: string }): ReactNode {
  return (
    <article className={style.card}>
      <h2 className={style.name}>{card.name}</h2>
      <Figure
        stream={stream}
        target={{ to: 'measure', metric: card.metric, where: {} }}
        figure={card.figure}
        unit={card.unit}
        label={card.name}
      />
      <Sparkline trend={card.trend} label={card.name} />
      <p className={style.note}>
        {card.signal !== null && <strong className={style.signal}>{card.signal}</strong>}
        {card.note}
      </p>
    </article>
  );
}
