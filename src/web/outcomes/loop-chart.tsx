import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { Card } from '../parts/card.tsx';
import { FigureCard } from './figure-card.tsx';
import { drawLoop, loopPictureOf } from './loop-picture.ts';
import { pictureHeading } from './outcome-figures.ts';
import style from './outcome-page.module.css';
import lines from './outcomes.module.css';

/** The picture of an outcome: its metric, the release, and the path expected without it. */
export function LoopChart({ page }: { readonly page: OutcomePage }): ReactNode {
  const { row, values, evaluated, notes: pinned } = page;
  const name = row.metricName ?? 'The metric';
  const notes = useMemo(() => {
    const first = values[0]?.day ?? '';
    return pinned
      .filter(({ day }) => day >= first)
      .map(({ day, text }, place) => ({ id: `${place}`, stream: null, day, text, version: 0, savedAt: '' }));
  }, [values, pinned]);
  const picture = useMemo(() => loopPictureOf(page), [page]);
  if (values.length === 0) {
    return (
      <Card id="effect" label={name}>
        <h2 className={style.title}>{name}</h2>
        <p className={style.serif}>{pictureHeading(page)}</p>
        <p className={style.quiet}>
          {row.metric === null ? (
            <Link to="/outcomes/$id/edit" params={{ id: row.id }} className={lines.link}>
              Choose or make its metric
            </Link>
          ) : (
            <Link to="/outcome-metrics/$id" params={{ id: row.metric }} className={lines.link}>
              Type, paste or send its values
            </Link>
          )}
          ; the picture is drawn as soon as there are values.
        </p>
      </Card>
    );
  }
  return (
    <FigureCard
      id="effect"
      title={evaluated === null || evaluated.picture.step === '' ? name : `${name}, by ${evaluated.picture.step}`}
      heading={pictureHeading(page)}
      data={picture}
      draw={drawLoop}
      notes={notes}
    />
  );
}
