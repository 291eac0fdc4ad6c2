import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import type { Note } from '../../api/store.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import type { ChartContext, Drawing } from '../charts/drawing.ts';
import { Card } from '../parts/card.tsx';
import { Loading } from '../parts/states.tsx';
import { useTokens } from '../scheme.ts';
import style from './outcome-page.module.css';

interface Props<Data> {
  readonly id: string;
  readonly title: string;
  readonly heading: string;
  readonly data: Data;
  /** Must stay the same function: it is drawn anew when it changes. */
  readonly draw: (data: Data, context: ChartContext) => Drawing;
  readonly notes?: readonly Note[];
  readonly height?: number;
}

const NARROW = 460;
const NO_NOTES: readonly Note[] = [];

/** A picture that belongs to no stream, drawn for the room it has. */
export function FigureCard<Data>(props: Props<Data>): ReactNode {
  const { id, title, heading, data, draw, notes = NO_NOTES, height = 340 } = props;
  const tokens = useTokens();
  const { ref, width: measured } = useElementSize();
  // In steps, so that pulling a window wider does not draw at every pixel.
  const width = Math.round(measured / 40) * 40;
  const drawing = useMemo(
    () => (width === 0 ? null : draw(data, { tokens, notes, isNarrow: width < NARROW, width, height })),
    [data, draw, tokens, notes, width, height],
  );
  return (
    <div ref={ref} className={style.place}>
      {drawing === null ? (
        <Card id={id} label={title}>
          <Loading height={height + 92} label={title} />
        </Card>
      ) : (
        <ChartCard
          id={id}
          title={title}
          stream={null}
          heading={[{ text: heading }]}
          drawing={drawing}
          notes={notes}
          height={height}
        />
      )}
    </div>
  );
}
