import { useElementSize, useMergedRef } from '@mantine/hooks';
import type { EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import style from './chart-card.module.css';
import type { Drawing, Mark } from './drawing.ts';
import { loadEngine, waitForTurn } from './load-engine.ts';
import { placeOf } from './look.ts';

interface Props {
  readonly drawing: Drawing;
  readonly height: number;
  readonly onOpen: (mark: Mark) => void;
  /** Hands the chart out for saving as a picture. */
  readonly onReady?: (chart: EChartsType | null) => void;
}

/** A drawing on the page. */
export function ChartView({ drawing, height, onOpen, onReady }: Props): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize();
  const [chart, setChart] = useState<EChartsType | null>(null);
  const drawn = useRef<Drawing | null>(null);
  const ref = useMergedRef(element, sized);
  const hasRoom = width > 0;
  const hand = useEffectEvent((made: EChartsType | null) => onReady?.(made));
  const open = useEffectEvent((params: unknown) => {
    const place = placeOf(params);
    const mark = place === null ? null : drawing.markAt(place.series, place.index);
    if (mark !== null) onOpen(mark);
  });

  const markUnder = (made: EChartsType | null, x: number, y: number): Mark | null => {
    if (made === null || drawing.markAtPoint === undefined || !made.containPixel('grid', [x, y])) return null;
    const [along, up] = made.convertFromPixel('grid', [x, y]);
    return along === undefined || up === undefined ? null : drawing.markAtPoint(along, up);
  };
  const openPoint = useEffectEvent((made: EChartsType | null, x: number, y: number) => {
    const mark = markUnder(made, x, y);
    if (mark !== null) onOpen(mark);
  });
  const point = useEffectEvent((made: EChartsType | null, x: number, y: number) => {
    if (markUnder(made, x, y) !== null) made?.getZr().setCursorStyle('pointer');
  });

  const drawOnce = useEffectEvent((made: EChartsType) => {
    made.setOption(drawing.option, { notMerge: true });
    drawn.current = drawing;
  });

  useEffect(() => {
    if (!hasRoom) return;
    let isGone = false;
    let made: EChartsType | null = null;
    const start = async (): Promise<void> => {
      const { init } = await loadEngine();
      await waitForTurn();
      if (isGone || element.current === null) return;
      made = init(element.current, null, { renderer: 'canvas' });
      // Drawn in its own turn: left to an effect, several charts would be drawn together, and the first be seen with the last.
      drawOnce(made);
      made.on('click', (params) => open(params));
      made.getZr().on('click', (event) => openPoint(made, event.offsetX, event.offsetY));
      made.getZr().on('mousemove', (event) => point(made, event.offsetX, event.offsetY));
      setChart(made);
      hand(made);
    };
    start().catch((error: unknown) => {
      // Without the engine the picture stays empty; the table beside it holds the same data.
      console.error('the drawing engine could not be loaded', error);
    });
    return () => {
      isGone = true;
      made?.dispose();
      setChart(null);
      hand(null);
    };
  }, [hasRoom]);

  useEffect(() => {
    if (chart === null || drawn.current === drawing) return;
    chart.setOption(drawing.option, { notMerge: true });
    drawn.current = drawing;
  }, [chart, drawing]);
  useEffect(() => {
    // It was made for the room it had; to fit itself costs as much as to draw.
    if (chart !== null && (chart.getWidth() !== width || chart.getHeight() !== height)) chart.resize();
  }, [chart, width, height]);

  return <div ref={ref} role="img" aria-label={drawing.description} className={style.view} style={{ height }} />;
}
