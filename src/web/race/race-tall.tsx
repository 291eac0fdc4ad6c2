import type { ReactNode } from 'react';
import { formatCount, formatDaysWords, formatNumber, formatShare, kindCount } from '../format.ts';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import { layoutRace, type Project, wrapName } from './race-layout.ts';
import { layoutMouth, strandPath } from './race-mouth.ts';
import { Channel, GateBars, Lines, type Opening, PartLink, Patterns, ReturnLine } from './race-parts.tsx';
import { aboveLines } from './race-wide.tsx';
import { describeMouth, describeReturn, describeStep } from './race-words.ts';

interface Props {
  readonly id: string;
  readonly data: RaceData;
  readonly width: number;
  readonly opening: Opening;
}

const ROW = 74;
const LANE = 13;
const FAN = 52;

/** The race from top to bottom, for narrow pages: words on the left, water on the right. */
export function TallRace({ id, data, width, opening }: Props): ReactNode {
  const widest = Math.min(132, width * 0.34);
  const layout = layoutRace(data, data.steps.length * ROW, widest);
  const lanes = layout.returns.length;
  const middle = width - 10 - lanes * LANE - widest / 2 - (lanes === 0 ? 0 : 10);
  const project: Project = (along, across) => [middle + across, along];
  const laneAcross = (lane: number): number => layout.half + 12 + lane * LANE;
  const mouthTop = layout.length;
  const mouthEnd = mouthTop + FAN;
  const half = layout.slots.at(-1)?.nextHalf ?? layout.half;
  const strands = layoutMouth(data.mouth.byKind, half, widest / 2);
  const words = mouthTop + 26;
  const listed = strands.length + (data.mouth.cancelled > 0 ? 1 : 0);
  const returnsTop = Math.max(mouthEnd + 8, words + 50 + listed * 20);
  const said = layout.returns.length + (layout.returnsLeftOut > 0 ? 1 : 0);
  const height = returnsTop + said * 22 + 2;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the figure around it is named; a title would follow the pointer
    <svg className={style.picture} viewBox={`0 0 ${width} ${height}`} width={width} height={height} data-picture="race">
      <Patterns id={id} />
      <g>
        {data.steps.map((step, index) => {
          const slot = layout.slots[index];
          return slot && <Channel key={step.name} id={id} step={step} slot={slot} project={project} />;
        })}
        {layout.returns.map((lane) => (
          <ReturnLine
            key={`${lane.from}-${lane.to}`}
            id={id}
            lane={lane}
            across={laneAcross(lane.lane)}
            project={project}
          />
        ))}
      </g>
      {data.steps.map((step, index) => {
        const slot = layout.slots[index];
        if (slot === undefined) return null;
        const name = wrapName(step.name, Math.floor((middle - widest / 2) / 7));
        const details = [
          step.medianSeconds === null ? null : formatDaysWords(step.medianSeconds),
          step.share === null ? null : `${formatShare(step.share)} of time`,
        ].filter((one) => one !== null);
        const isThin = slot.half < 13;
        const numberX = isThin ? middle - slot.half - 6 : middle;
        const isOnWater = step.state === 'active' && step.waitingPart < 0.5 && !isThin;
        const firstLine = slot.start + 15 + name.length * 14;
        return (
          <PartLink
            key={step.name}
            part={{ part: 'step', step: index }}
            label={describeStep(data, index)}
            opening={opening}
          >
            <rect className={style.hit} x={1} y={slot.start} width={width - 2} height={slot.end - slot.start} rx={5} />
            <Lines x={4} y={slot.start + 15} lines={name} className={style.name} />
            {details.length > 0 && (
              <text x={4} y={firstLine + 1} className={style.small}>
                {details.join(' · ')}
              </text>
            )}
            {aboveLines(data, index).map((line, place) => (
              <text
                key={line.text}
                x={4}
                y={firstLine + (details.length > 0 ? 16 : 1) + place * 14}
                className={line.isAsk ? style.ask : style.small}
              >
                {line.text}
              </text>
            ))}
            {data.waitsLongest === index && (
              <rect
                x={middle - slot.half - 6}
                y={slot.start}
                width="2.5"
                height={slot.bend - slot.start}
                fill="var(--mr-accent)"
              />
            )}
            <text
              x={numberX}
              y={(slot.start + slot.bend) / 2 + 5}
              textAnchor={isThin ? 'end' : 'middle'}
              className={isOnWater ? style.numberOnWater : style.number}
            >
              {step.load}
            </text>
            {layout.cut.includes(index) && (
              <text x={middle} y={(slot.start + slot.bend) / 2 + 20} textAnchor="middle" className={style.faint}>
                not to scale
              </text>
            )}
          </PartLink>
        );
      })}
      {layout.gate !== null && (
        <PartLink part={{ part: 'constraint' }} label="The constraint: what the evidence says" opening={opening}>
          <rect
            className={style.hit}
            x={middle - layout.gate.outer - 4}
            y={layout.gate.at - 12}
            width={layout.gate.outer * 2 + 8}
            height={24}
            rx={4}
          />
          <GateBars gate={layout.gate} project={project} />
          <text x={4} y={layout.gate.at - 5} className={style.strong}>
            ▼ the constraint
          </text>
        </PartLink>
      )}
      <g>
        {strands.map((strand) => (
          <path
            key={strand.kind}
            d={strandPath(strand, mouthTop + 1, mouthEnd - 14, mouthEnd, project)}
            fill={`var(--mr-kind-${strand.kind})`}
          />
        ))}
      </g>
      <PartLink part={{ part: 'finished', kind: null }} label={describeMouth(data, null)} opening={opening}>
        <rect className={style.hit} x={1} y={mouthTop + 8} width={middle - widest / 2 - 8} height={62} rx={5} />
        <text x={4} y={words - 2} className={style.name}>
          {data.mouth.heading}
        </text>
        <text x={4} y={words + 36} className={style.total}>
          {formatNumber(data.mouth.total)}
          <tspan className={style.small} dx={8}>
            {data.mouth.total === 1 ? 'item' : 'items'}
          </tspan>
        </text>
      </PartLink>
      {strands.map((strand, index) => (
        <PartLink
          key={strand.kind}
          part={{ part: 'finished', kind: strand.kind }}
          label={describeMouth(data, strand.kind)}
          opening={opening}
        >
          <rect className={style.hit} x={1} y={words + 46 + index * 20} width={width - 2} height={20} rx={4} />
          <rect
            x={4}
            y={words + 51 + index * 20}
            width={10}
            height={10}
            rx={2}
            fill={`var(--mr-kind-${strand.kind})`}
          />
          <text x={20} y={words + 60 + index * 20} className={style.strong}>
            {kindCount(strand.kind, strand.count)}
          </text>
        </PartLink>
      ))}
      {data.mouth.cancelled > 0 && (
        <text x={20} y={words + 60 + strands.length * 20} className={style.small}>
          {`${formatNumber(data.mouth.cancelled)} cancelled`}
        </text>
      )}
      {layout.returns.map((lane, index) => (
        <PartLink
          key={`${lane.from}-${lane.to}`}
          part={{ part: 'return', from: lane.from, to: lane.to }}
          label={describeReturn(data, lane.from, lane.to, lane.count)}
          opening={opening}
        >
          <rect className={style.hit} x={1} y={returnsTop + index * 22} width={width - 2} height={22} rx={4} />
          <text x={4} y={returnsTop + 15 + index * 22} className={style.small}>
            {`↑ ${lane.count} came back to ${data.steps[lane.to]?.name ?? ''}`}
          </text>
        </PartLink>
      ))}
      {layout.returnsLeftOut > 0 && (
        <text x={4} y={returnsTop + 15 + layout.returns.length * 22} className={style.small}>
          {`and ${formatCount(layout.returnsLeftOut, 'other return')}`}
        </text>
      )}
    </svg>
  );
}
