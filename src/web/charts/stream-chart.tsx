import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { ChartId } from '../../api/flow.ts';
import { Card } from '../parts/card.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { type ChartOptions, chartQuery, notesQuery } from '../queries.ts';
import { useTokens } from '../scheme.ts';
import type { View } from '../search.ts';
import style from './chart-card.module.css';
import { ChartCard } from './chart-card.tsx';
import { type ChartContext, type ChartData, type Drawing, isChartOf } from './drawing.ts';
import { loadEngine } from './load-engine.ts';
import { useSeen } from './use-seen.ts';

interface Props<Id extends ChartId> {
  readonly chart: Id;
  readonly title: string;
  readonly stream: string;
  readonly view: View;
  readonly options?: ChartOptions;
  readonly height?: number;
  readonly controls?: ReactNode;
  /** Charts without days have no place for notes. */
  readonly hasDays?: boolean;
  /** Must keep its identity while what it closes over stays the same: it is drawn anew when it changes. */
  readonly draw: (data: ChartData[Id], context: ChartContext, window: ChartWindow) => Drawing | null;
}

export interface ChartWindow {
  readonly from: string;
  readonly to: string;
}

const NARROW = 460;

const NO_OPTIONS: ChartOptions = {};

/** A chart of a stream: asks for its data when it comes into view, and keeps its place until then. */
export function StreamChart<Id extends ChartId>(props: Props<Id>): ReactNode {
  const { chart, title, stream, view, options = NO_OPTIONS, height = 300, controls, hasDays = true, draw } = props;
  const [seen, isSeen] = useSeen();
  const { ref: sized, width: measured } = useElementSize();
  const ref = useMergedRef(seen, sized);
  // In steps, so that pulling a window wider does not draw at every pixel.
  const width = Math.round(measured / 40) * 40;
  useEffect(() => {
    if (!isSeen) return;
    loadEngine().catch((problem: unknown) => console.debug('the chart asks for the engine again', problem));
  }, [isSeen]);
  const tokens = useTokens();
  const { data, error, refetch } = useQuery({ ...chartQuery(stream, chart, view, options), enabled: isSeen });
  const { data: pinned } = useQuery({ ...notesQuery(stream), enabled: isSeen });
  const window = data?.header.window;
  const notes = useMemo(
    () =>
      window === undefined || !hasDays
        ? []
        : (pinned?.notes ?? []).filter((note) => note.day >= window.from && note.day < window.to),
    [pinned, window, hasDays],
  );
  const drawing = useMemo(
    () =>
      data !== undefined && width > 0 && isChartOf(data, chart)
        ? draw(data.data, { tokens, notes, isNarrow: width < NARROW, width, height }, data.header.window)
        : null,
    [data, chart, draw, tokens, notes, width, height],
  );
  return (
    <div ref={ref} className={style.place} data-chart={chart}>
      {error !== null ? (
        <ErrorNote error={error} what={`The chart “${title}”`} retry={() => void refetch()} />
      ) : data === undefined || drawing === null ? (
        <Card id={chart} label={title}>
          <Loading height={height + 92} label={title} />
        </Card>
      ) : (
        <ChartCard
          id={chart}
          title={title}
          stream={stream}
          heading={data.heading}
          drawing={drawing}
          notes={notes}
          height={height}
          controls={controls}
        />
      )}
    </div>
  );
}
