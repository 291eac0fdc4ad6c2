import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { drawAgingWork } from '../charts/aging-work.ts';
import { drawCumulativeFlow } from '../charts/cumulative-flow.ts';
import { drawDistribution } from '../charts/distribution.ts';
import type { ChartContext, ChartData } from '../charts/drawing.ts';
import { drawFlowTimeHistogram } from '../charts/flow-time-histogram.ts';
import { drawFlowTimeScatter } from '../charts/flow-time-scatter.ts';
import { drawLoad, type LoadView } from '../charts/load.ts';
import { drawNetFlow } from '../charts/net-flow.ts';
import { drawProcessBehaviour } from '../charts/process-behaviour.ts';
import { drawRunChart } from '../charts/run-chart.ts';
import { type ChartWindow, StreamChart } from '../charts/stream-chart.tsx';
import { drawVelocity } from '../charts/velocity.ts';
import { metricsQuery } from '../queries.ts';
import type { View } from '../search.ts';
import style from './page.module.css';

interface Props {
  readonly stream: string;
  readonly view: View;
}

/** Every chart of a stream, the two that answer most first. */
export function StreamCharts({ stream, view }: Props): ReactNode {
  const common = { stream, view };
  return (
    <div className={style.charts}>
      <ScatterChart {...common} />
      <AgingChart {...common} />
      <StreamChart chart="cumulative-flow" title="Cumulative flow" draw={drawCumulativeFlow} height={320} {...common} />
      <LoadChart {...common} />
      <StreamChart chart="velocity" title="Flow velocity" draw={drawVelocity} {...common} />
      <StreamChart chart="net-flow" title="Net flow" draw={drawNetFlow} {...common} />
      <StreamChart chart="distribution" title="Flow distribution" draw={drawDistribution} {...common} />
      <StreamChart
        chart="flow-time-histogram"
        hasDays={false}
        title="How long items took"
        draw={drawFlowTimeHistogram}
        {...common}
      />
      <ProcessChart {...common} />
      <RunChart {...common} />
    </div>
  );
}

const SCALES = [
  { value: 'log', label: 'log' },
  { value: 'linear', label: 'linear' },
];

function ScatterChart(common: Props): ReactNode {
  const [scale, setScale] = useState('log');
  // The choice is seen at once; the picture follows.
  const drawn = useDeferredValue(scale);
  const draw = useCallback(
    (data: ChartData['flow-time-scatter'], context: ChartContext, { from, to }: ChartWindow) =>
      drawFlowTimeScatter(data, context, { isLog: drawn === 'log', from, to }),
    [drawn],
  );
  const controls = <Choice label="Scale of flow time" value={scale} onChange={setScale} options={SCALES} />;
  return (
    <StreamChart
      chart="flow-time-scatter"
      title="Flow time of finished items"
      draw={draw}
      controls={controls}
      {...common}
    />
  );
}

export function AgingChart(common: Props): ReactNode {
  const [scale, setScale] = useState('linear');
  const drawn = useDeferredValue(scale);
  const draw = useCallback(
    (data: ChartData['aging-work'], context: ChartContext) => drawAgingWork(data, context, { isLog: drawn === 'log' }),
    [drawn],
  );
  const controls = <Choice label="Scale of age" value={scale} onChange={setScale} options={SCALES} />;
  return (
    <StreamChart
      chart="aging-work"
      hasDays={false}
      title="Aging work in process"
      draw={draw}
      controls={controls}
      {...common}
    />
  );
}

function LoadChart(common: Props): ReactNode {
  const [shown, setShown] = useState<LoadView>('all');
  const drawn = useDeferredValue(shown);
  const draw = useCallback((data: ChartData['load'], context: ChartContext) => drawLoad(data, context, drawn), [drawn]);
  const controls = (
    <Choice
      label="Load shown"
      value={shown}
      onChange={(value) => setShown(value === 'kinds' ? 'kinds' : 'all')}
      options={[
        { value: 'all', label: 'all' },
        { value: 'kinds', label: 'by kind' },
      ]}
    />
  );
  return <StreamChart chart="load" title="Flow load" draw={draw} controls={controls} height={320} {...common} />;
}

/** Metrics that have a weekly value. */
const WEEKLY = [
  { value: 'flow-velocity', label: 'Flow velocity' },
  { value: 'flow-time', label: 'Flow time' },
  { value: 'flow-efficiency', label: 'Flow efficiency' },
  { value: 'flow-load', label: 'Flow load' },
  { value: 'flow-distribution', label: 'Share of features' },
  { value: 'net-flow', label: 'Net flow' },
];

function ProcessChart(common: Props): ReactNode {
  const [metric, setMetric] = useState('flow-velocity');
  const [rules, setRules] = useState<'default' | 'all'>('default');
  const options = useMemo(() => ({ metric, rules }), [metric, rules]);
  const { data } = useQuery(metricsQuery);
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A sentence about a signal leads to the chart of its metric: `#process-behaviour:flow-time`.
    const asked = /^process-behaviour:([\w-]+)$/.exec(hash)?.[1];
    if (asked === undefined) return;
    setMetric(asked);
    place.current?.scrollIntoView();
  }, [hash]);
  const isListed = WEEKLY.some((one) => one.value === metric);
  const name = data?.metrics.find((one) => one.id === metric)?.name ?? metric;
  const controls = (
    <>
      <NativeSelect
        size="xs"
        aria-label="Metric of the process behaviour chart"
        value={metric}
        data={isListed ? WEEKLY : [...WEEKLY, { value: metric, label: name }]}
        onChange={(event) => setMetric(event.currentTarget.value)}
      />
      <Choice
        label="Rules for signals"
        value={rules}
        onChange={(value) => setRules(value === 'all' ? 'all' : 'default')}
        options={[
          { value: 'default', label: '2 rules' },
          { value: 'all', label: 'all rules' },
        ]}
      />
    </>
  );
  return (
    <div ref={place} className={style.place}>
      <StreamChart
        chart="process-behaviour"
        title="Process behaviour"
        draw={drawProcess}
        options={options}
        controls={controls}
        height={360}
        {...common}
      />
    </div>
  );
}

function drawProcess(data: ChartData['process-behaviour'], context: ChartContext) {
  return data === null ? null : drawProcessBehaviour(data, context);
}

function RunChart(common: Props): ReactNode {
  const [metric, setMetric] = useState('flow-time');
  const options = useMemo(() => ({ metric }), [metric]);
  const controls = (
    <NativeSelect
      size="xs"
      aria-label="Metric of the run chart"
      value={metric}
      data={WEEKLY}
      onChange={(event) => setMetric(event.currentTarget.value)}
    />
  );
  return (
    <StreamChart
      chart="run-chart"
      title="Run chart"
      draw={drawRun}
      options={options}
      controls={controls}
      height={360}
      {...common}
    />
  );
}

function drawRun(data: ChartData['run-chart'], context: ChartContext) {
  return data === null ? null : drawRunChart(data, context);
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: { readonly value: string; readonly label: string }[];
}

function Choice({ label, value, onChange, options }: ChoiceProps): ReactNode {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={onChange}
      data={options}
      transitionDuration={0}
    />
  );
}
