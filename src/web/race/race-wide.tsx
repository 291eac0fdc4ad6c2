import type { ReactNode } from 'react';
import { formatCount, formatDaysWords, formatShare } from '../format.ts';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import { layoutRace, type Project, wrapName } from './race-layout.ts';
import { WideMouth } from './race-mouth-wide.tsx';
import { Channel, GateBars, Lines, type Opening, PartLink, Patterns, ReturnLine } from './race-parts.tsx';
import { describeReturn, describeStep, isOver } from './race-words.ts';

interface Props {
  readonly id: string;
  readonly data: RaceData;
  readonly width: number;
  readonly opening: Opening;
}

const TOP = 78;
const WIDEST = 92;
const LANE = 24;
const MOUTH = 232;

/** The race from left to right. */
export function WideRace({ id, data, width, opening }: Props): ReactNode {
  const layout = layoutRace(data, width - MOUTH, WIDEST);
  const middle = TOP + WIDEST / 2;
  const project: Project = (along, across) => [along, middle + across];
  const lanes = layout.returns.length;
  const bottom = TOP + WIDEST + (lanes === 0 ? 14 : 18 + lanes * LANE);
  const laneAcross = (lane: number): number => layout.half + 20 + lane * LANE;
  const height = bottom + 64;
  const letters = Math.max(6, Math.floor(layout.length / Math.max(1, data.steps.length) / 7));
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the figure around it is named; a title would follow the pointer
    <svg className={style.picture} viewBox={`0 0 ${width} ${height}`} width={width} height={height} data-picture="race">
      <Patterns id={id} />
      <g>
        {data.steps.map((step, index) => {
          const slot = layout.slots[index];
          return slot && <Channel key={step.name} id={id} step={step} slot={slot} project={project} />;
        })}
      </g>
      {data.steps.map((step, index) => {
        const slot = layout.slots[index];
        if (slot === undefined) return null;
        const flatMiddle = (slot.start + slot.bend) / 2;
        const isThin = slot.half < 10;
        const above = aboveLines(data, index, Math.floor((slot.end - slot.start) / 5.9));
        const isOnWater = step.state === 'active' && step.waitingPart < 0.5 && !isThin;
        const edge = middle - slot.half - (data.waitsLongest === index ? 14 : 7);
        const numberY = isThin ? edge : middle + 5;
        return (
          <PartLink
            key={step.name}
            part={{ part: 'step', step: index }}
            label={describeStep(data, index)}
            opening={opening}
          >
            <rect className={style.hit} x={slot.start} y={1} width={slot.end - slot.start} height={height - 2} rx={5} />
            <Lines x={slot.start + 4} y={14} lines={wrapName(step.name, letters)} className={style.name} />
            {data.waitsLongest === index && (
              <rect
                x={slot.start}
                y={middle - slot.half - 8}
                width={slot.bend - slot.start}
                height="2.5"
                fill="var(--mr-accent)"
              />
            )}
            {above.map((line, place) => (
              <text
                key={line.text}
                x={line.isAsk ? slot.start : flatMiddle}
                y={edge - (isThin ? 18 : 0) - (above.length - 1 - place) * 14}
                textAnchor={line.isAsk ? 'start' : 'middle'}
                className={line.isAsk ? style.ask : style.small}
              >
                {line.text}
              </text>
            ))}
            <text
              x={flatMiddle}
              y={numberY}
              textAnchor="middle"
              className={isOnWater ? style.numberOnWater : style.number}
            >
              {step.load}
            </text>
            {layout.cut.includes(index) && (
              <text x={flatMiddle} y={numberY + 15} textAnchor="middle" className={style.faint}>
                not to scale
              </text>
            )}
            <text x={slot.start + 4} y={bottom + 14} className={style.strong}>
              {step.medianSeconds === null ? '—' : `${formatDaysWords(step.medianSeconds)} median`}
            </text>
            <text x={slot.start + 4} y={bottom + 30} className={style.small}>
              {step.share === null ? '' : `${formatShare(step.share)} of time`}
            </text>
          </PartLink>
        );
      })}
      <StageLine data={data} starts={layout.slots.map((slot) => slot.start)} length={layout.length} y={bottom + 42} />
      {layout.returns.map((lane) => {
        const across = laneAcross(lane.lane);
        const label = describeReturn(data, lane.from, lane.to, lane.count);
        return (
          <PartLink
            key={`${lane.from}-${lane.to}`}
            part={{ part: 'return', from: lane.from, to: lane.to }}
            label={label}
            opening={opening}
          >
            <ReturnLine id={id} lane={lane} across={across} project={project} />
            <text
              x={(lane.fromAlong + lane.toAlong) / 2}
              y={middle + across - 5}
              textAnchor="middle"
              className={style.small}
            >
              {`${lane.count} came back to ${data.steps[lane.to]?.name ?? ''}`}
            </text>
          </PartLink>
        );
      })}
      {layout.returnsLeftOut > 0 && (
        <text x={layout.length} y={bottom - 12} textAnchor="end" className={style.small}>
          {`and ${formatCount(layout.returnsLeftOut, 'other return')}`}
        </text>
      )}
      {layout.gate !== null && (
        <PartLink part={{ part: 'constraint' }} label="The constraint: what the evidence says" opening={opening}>
          <rect
            className={style.hit}
            x={layout.gate.at - 7}
            y={middle - layout.gate.outer - 4}
            width={14}
            height={layout.gate.outer * 2 + 22}
            rx={4}
          />
          <GateBars gate={layout.gate} project={project} />
          <text x={layout.gate.at + 7} y={middle + layout.gate.outer + 2} className={style.small}>
            the constraint
          </text>
        </PartLink>
      )}
      <WideMouth
        data={data}
        opening={opening}
        start={layout.length}
        width={MOUTH}
        middle={middle}
        half={layout.slots.at(-1)?.nextHalf ?? layout.half}
        mouthHalf={WIDEST / 2}
      />
    </svg>
  );
}

interface Above {
  readonly text: string;
  readonly isAsk: boolean;
}

/** Words above a channel, from the top: where work waits longest, the limit, what is blocked. */
export function aboveLines(data: RaceData, index: number, letters = 99): readonly Above[] {
  const step = data.steps[index];
  if (step === undefined) return [];
  const lines: Above[] = [];
  if (step.limit !== null) {
    lines.push({ text: isOver(step) ? `over its limit of ${step.limit}` : `limit ${step.limit}`, isAsk: false });
  }
  if (data.waitsLongest === index) {
    for (const text of wrapName('work waits longest here', letters)) lines.push({ text, isAsk: true });
  }
  return lines;
}

interface StageLineProps {
  readonly data: RaceData;
  readonly starts: readonly number[];
  readonly length: number;
  readonly y: number;
}

/** Stages under their first step, with a hairline as long as the stage. */
function StageLine({ data, starts, length, y }: StageLineProps): ReactNode {
  const firsts = data.steps.flatMap((step, index) => (data.steps[index - 1]?.stage === step.stage ? [] : [index]));
  return (
    <g>
      {firsts.map((index, place) => {
        const next = firsts[place + 1];
        const x = starts[index] ?? 0;
        const end = next === undefined ? length : (starts[next] ?? length);
        return (
          <g key={data.steps[index]?.name ?? index}>
            <path d={`M${x + 4} ${y}H${end - 10}`} stroke="var(--mr-hairline)" strokeWidth="1" />
            <text x={x + 4} y={y + 15} className={style.stage}>
              {data.steps[index]?.stage}
            </text>
          </g>
        );
      })}
    </g>
  );
}
