import type { ReactNode } from 'react';
import { formatCount, formatDaysWords, formatShare } from '../format.ts';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import { layoutRace, type Project, type RaceLayout, wrapName } from './race-layout.ts';
import { layoutMouth } from './race-mouth.ts';
import { TallMouth } from './race-mouth-tall.tsx';
import { Channel, GateBars, Lines, type Opening, PartLink, Patterns, ReturnLine } from './race-parts.tsx';
import { aboveLines, describeReturn, describeStep } from './race-words.ts';

interface Props {
  readonly id: string;
  readonly data: RaceData;
  readonly width: number;
  readonly opening: Opening;
}

const ROW = 74;
const LANE = 13;
const FAN = 52;
const THIN = 13;
const LINE = 22;

/** The race from top to bottom, for narrow pages: words on the left, water on the right. */
export function TallRace({ id, data, width, opening }: Props): ReactNode {
  const widest = Math.min(132, width * 0.34);
  const layout = layoutRace(data, data.steps.length * ROW, widest);
  const lanes = layout.returns.length;
  const middle = width - 10 - lanes * LANE - widest / 2 - (lanes === 0 ? 0 : 10);
  const project: Project = (along, across) => [middle + across, along];
  const half = layout.slots.at(-1)?.nextHalf ?? layout.half;
  const strands = layoutMouth(data.mouth.byKind, half, widest / 2);
  const listed = strands.length + (data.mouth.cancelled > 0 ? 1 : 0);
  const returnsTop = Math.max(layout.length + FAN + 8, layout.length + 76 + listed * 20);
  const said = layout.returns.length + (layout.returnsLeftOut > 0 ? 1 : 0);
  const height = returnsTop + said * LINE + 2;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the figure around it is named; a title would follow the pointer
    <svg className={style.picture} viewBox={`0 0 ${width} ${height}`} width={width} height={height} data-picture="race">
      <Patterns id={id} />
      {data.steps.map((step, index) => {
        const slot = layout.slots[index];
        return slot && <Channel key={step.name} id={id} step={step} slot={slot} project={project} />;
      })}
      {layout.returns.map((lane) => (
        <ReturnLine
          key={`${lane.from}-${lane.to}`}
          id={id}
          lane={lane}
          across={layout.half + 12 + lane.lane * LANE}
          project={project}
        />
      ))}
      {data.steps.map((step, index) => {
        const slot = layout.slots[index];
        return (
          slot && (
            <PartLink
              key={step.name}
              part={{ part: 'step', step: index }}
              label={describeStep(data, index)}
              opening={opening}
              words={<StepWords data={data} layout={layout} index={index} middle={middle} widest={widest} />}
            >
              <rect
                className={style.hit}
                x={1}
                y={slot.start}
                width={width - 2}
                height={slot.end - slot.start}
                rx={5}
              />
            </PartLink>
          )
        );
      })}
      {layout.gate !== null && (
        <PartLink
          part={{ part: 'constraint' }}
          label="The constraint: what the evidence says"
          opening={opening}
          words={
            <text x={4} y={layout.gate.at - 5} className={style.strong}>
              ▼ the constraint
            </text>
          }
        >
          <rect
            className={style.hit}
            x={middle - layout.gate.outer - 4}
            y={layout.gate.at - 12}
            width={layout.gate.outer * 2 + 8}
            height={24}
            rx={4}
          />
          <GateBars gate={layout.gate} project={project} />
        </PartLink>
      )}
      <TallMouth
        data={data}
        opening={opening}
        strands={strands}
        top={layout.length}
        fan={FAN}
        width={width}
        wordsWidth={middle - widest / 2 - 8}
        project={project}
      />
      {layout.returns.map((lane, index) => (
        <PartLink
          key={`${lane.from}-${lane.to}`}
          part={{ part: 'return', from: lane.from, to: lane.to }}
          label={describeReturn(data, lane.from, lane.to, lane.count)}
          opening={opening}
          words={
            <text x={4} y={returnsTop + 15 + index * LINE} className={style.small}>
              {`↑ ${lane.count} came back from ${data.steps[lane.from]?.name ?? ''} to ${data.steps[lane.to]?.name ?? ''}`}
            </text>
          }
        >
          <rect className={style.hit} x={1} y={returnsTop + index * LINE} width={width - 2} height={LINE} rx={4} />
        </PartLink>
      ))}
      {layout.returnsLeftOut > 0 && (
        <text x={4} y={returnsTop + 15 + layout.returns.length * LINE} className={style.small}>
          {`and ${formatCount(layout.returnsLeftOut, 'other return')}`}
        </text>
      )}
    </svg>
  );
}

interface WordsProps {
  readonly data: RaceData;
  readonly layout: RaceLayout;
  readonly index: number;
  readonly middle: number;
  readonly widest: number;
}

function StepWords({ data, layout, index, middle, widest }: WordsProps): ReactNode {
  const step = data.steps[index];
  const slot = layout.slots[index];
  if (step === undefined || slot === undefined) return null;
  const name = wrapName(step.name, Math.floor((middle - widest / 2) / 7));
  const details = [
    step.medianSeconds === null ? null : formatDaysWords(step.medianSeconds),
    step.share === null ? null : `${formatShare(step.share)} of time`,
  ].filter((one) => one !== null);
  const isThin = slot.half < THIN;
  const isOnWater = step.state === 'active' && step.waitingPart < 0.5 && !isThin;
  const firstLine = slot.start + 15 + name.length * 14;
  const numberY = (slot.start + slot.bend) / 2 + 5;
  return (
    <>
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
        x={isThin ? middle - slot.half - 6 : middle}
        y={numberY}
        textAnchor={isThin ? 'end' : 'middle'}
        className={isOnWater ? style.numberOnWater : style.number}
      >
        {step.load}
      </text>
      {layout.cut.includes(index) && (
        <text x={middle} y={numberY + 15} textAnchor="middle" className={style.faint}>
          not to scale
        </text>
      )}
    </>
  );
}
