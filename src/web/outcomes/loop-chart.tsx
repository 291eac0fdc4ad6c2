import { type ReactNode, useMemo } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { FigureCard } from './figure-card.tsx';
import { drawLoop, type LoopPicture } from './loop-picture.ts';
import { pictureHeading } from './outcome-figures.ts';

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
  const picture = useMemo(
    (): LoopPicture => ({
      name,
      unit: row.unit,
      values,
      evaluated,
      deliveredOn: row.deliveredOn,
      // A statement that says only a change has no level to reach.
      target: row.unit?.endsWith('change') === true ? null : row.target,
    }),
    [name, row, values, evaluated],
  );
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
