import type { ReactNode } from 'react';
import { formatCount, formatDaysWords, formatShare } from '../format.ts';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import { layoutRace, type Project, type RaceLayout, wrapName } from './race-layout.ts';
import { WideMouth } from './race-mouth-wide.tsx';
import { Channel, GateBars, Lines, type Opening, PartLink, Patterns, ReturnLine } from './race-parts.tsx';
import { aboveLines, describeReturn, describeStep } from './race-words.ts';
import { StageLine } from './stage-line.tsx';

interface Props {
  readonly id: string;
  readonly data: RaceData;
  readonly width: number;
  readonly opening: Opening;
}

const TOP = 78;
const WIDEST = 92;
const LANE = 24;
/** Room for the mouth and its words. */
export const MOUTH = 232;
const MIDDLE = TOP + WIDEST / 2;
/** A channel thinner than this has no room for its number. */
const THIN = 10;
/** Steps narrower than this say their times in fewer words. */
const ROOMY = 84;

const CONSTRAINT = { text: 'the constraint', isAsk: false };

const project: Project = (along, across) => [along, MIDDLE + across];

/** The race from left to right. */
export function WideRace({ id, data, width, opening }: Props): ReactNode {
  const layout = layoutRace(data, width - MOUTH, WIDEST);
  const lanes = layout.returns.length;
  const bottom = TOP + WIDEST + (lanes === 0 ? 14 : 18 + lanes * LANE);
  const height = bottom + 64;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the figure around it is named; a title would follow the pointer
    <svg className={style.picture} viewBox={`0 0 ${width} ${height}`} width={width} height={height} data-picture="race">
      <Patterns id={id} />
      {data.steps.map((step, index) => {
        const slot = layout.slots[index];
        return slot && <Channel key={step.name} id={id} step={step} slot={slot} project={project} />;
      })}
      {data.steps.map((step, index) => {
        const slot = layout.slots[index];
        return (
          slot && (
            <PartLink
              key={step.name}
              part={{ part: 'step', step: index }}
              label={describeStep(data, index)}
              opening={opening}
              words={<StepWords data={data} layout={layout} index={index} bottom={bottom} />}
            >
              <rect
                className={style.hit}
                x={slot.start}
                y={1}
                width={slot.end - slot.start}
                height={height - 2}
                rx={5}
              />
            </PartLink>
          )
        );
      })}
      <StageLine data={data} starts={layout.slots.map((slot) => slot.start)} length={layout.length} y={bottom + 42} />
      <Returns id={id} data={data} layout={layout} opening={opening} bottom={bottom} />
      {layout.gate !== null && (
        <PartLink part={{ part: 'constraint' }} label="The constraint: what the evidence says" opening={opening}>
          <rect
            className={style.hit}
            x={layout.gate.at - 7}
            y={MIDDLE - layout.gate.outer - 4}
            width={14}
            height={layout.gate.outer * 2 + 8}
            rx={4}
          />
          <GateBars gate={layout.gate} project={project} />
        </PartLink>
      )}
      <WideMouth
        data={data}
        opening={opening}
        start={layout.length}
        width={MOUTH}
        middle={MIDDLE}
        half={layout.slots.at(-1)?.nextHalf ?? layout.half}
        mouthHalf={WIDEST / 2}
      />
    </svg>
  );
}

interface WordsProps {
  readonly data: RaceData;
  readonly layout: RaceLayout;
  readonly index: number;
  readonly bottom: number;
}

/** What stands at a step: its name, its number, what is worth asking about, and its times below. */
function StepWords({ data, layout, index, bottom }: WordsProps): ReactNode {
  const step = data.steps[index];
  const slot = layout.slots[index];
  if (step === undefined || slot === undefined) return null;
  const size = slot.end - slot.start;
  const flatMiddle = (slot.start + slot.bend) / 2;
  const isThin = slot.half < THIN;
  const isRoomy = size >= ROOMY;
  const isLongest = data.waitsLongest === index;
  const isOnWater = step.state === 'active' && step.waitingPart < 0.5 && !isThin;
  const limits = aboveLines(data, index, Math.floor(size / 5.9));
  // Clear of the gate, which stands at the step's beginning.
  const isConstraint = data.constraint === index;
  const above = isConstraint ? [CONSTRAINT, ...limits] : limits;
  const edge = MIDDLE - slot.half - (isLongest ? 14 : 7);
  const numberY = isThin ? edge : MIDDLE + 5;
  return (
    <>
      <Lines
        x={slot.start + 4}
        y={14}
        lines={wrapName(step.name, Math.max(6, Math.floor(size / 7)))}
        className={style.name}
      />
      {isLongest && (
        <rect
          x={slot.start}
          y={MIDDLE - slot.half - 8}
          width={slot.bend - slot.start}
          height="2.5"
          fill="var(--mr-accent)"
        />
      )}
      {above.map((line, place) => (
        <text
          key={line.text}
          x={line.isAsk ? slot.start : isConstraint ? slot.start + 6 : flatMiddle}
          y={edge - (isThin ? 18 : 0) - (above.length - 1 - place) * 14}
          textAnchor={line.isAsk || isConstraint ? 'start' : 'middle'}
          className={line.isAsk ? style.ask : line === CONSTRAINT ? style.strong : style.small}
        >
          {line.text}
        </text>
      ))}
      <text x={flatMiddle} y={numberY} textAnchor="middle" className={isOnWater ? style.numberOnWater : style.number}>
        {step.load}
      </text>
      {layout.cut.includes(index) && (
        <text x={flatMiddle} y={numberY + 15} textAnchor="middle" className={style.faint}>
          not to scale
        </text>
      )}
      <text x={slot.start + 4} y={bottom + 14} className={style.strong}>
        {step.medianSeconds === null ? '—' : `${formatDaysWords(step.medianSeconds)}${isRoomy ? ' median' : ''}`}
      </text>
      <text x={slot.start + 4} y={bottom + 30} className={style.small}>
        {step.share === null ? '' : `${formatShare(step.share)}${isRoomy ? ' of time' : ''}`}
      </text>
    </>
  );
}

interface ReturnsProps {
  readonly id: string;
  readonly data: RaceData;
  readonly layout: RaceLayout;
  readonly opening: Opening;
  readonly bottom: number;
}

/** Work that went back, as thin lines below the channel. */
function Returns({ id, data, layout, opening, bottom }: ReturnsProps): ReactNode {
  return (
    <>
      {layout.returns.map((lane) => {
        const across = layout.half + 20 + lane.lane * LANE;
        const said = `${lane.count} came back to ${data.steps[lane.to]?.name ?? ''}`;
        // Words longer than their line stand beside it, clear of the strokes.
        const isBeside = said.length * 6 > lane.fromAlong - lane.toAlong - 12;
        return (
          <PartLink
            key={`${lane.from}-${lane.to}`}
            part={{ part: 'return', from: lane.from, to: lane.to }}
            label={describeReturn(data, lane.from, lane.to, lane.count)}
            opening={opening}
            words={
              <text
                x={isBeside ? lane.fromAlong + 7 : (lane.fromAlong + lane.toAlong) / 2}
                y={MIDDLE + across - 5}
                textAnchor={isBeside ? 'start' : 'middle'}
                className={style.small}
              >
                {said}
              </text>
            }
          >
            <ReturnLine id={id} lane={lane} across={across} project={project} />
          </PartLink>
        );
      })}
      {layout.returnsLeftOut > 0 && (
        <text x={layout.length} y={bottom - 12} textAnchor="end" className={style.small}>
          {`and ${formatCount(layout.returnsLeftOut, 'other return')}`}
        </text>
      )}
    </>
  );
}
