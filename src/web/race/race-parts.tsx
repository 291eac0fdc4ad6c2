import type { MouseEvent, ReactNode } from 'react';
import style from './race.module.css';
import type { RacePart, RaceStep } from './race-data.ts';
import { channelPath, type Gate, type Project, type ReturnLane, returnPath, type Slot } from './race-layout.ts';

/** How a part becomes a link: an address that can be shared, and what a plain click does. */
export interface Opening {
  readonly hrefOf: (part: RacePart) => string;
  readonly onOpen: (part: RacePart) => void;
}

interface PartLinkProps {
  readonly part: RacePart;
  readonly label: string;
  readonly opening: Opening;
  /** What the part says in the picture; the label says the same in a sentence. */
  readonly words?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the picture that opens. A true link, so that it works by keyboard and in a new tab. */
export function PartLink({ part, label, opening, words, children }: PartLinkProps): ReactNode {
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    opening.onOpen(part);
  };
  return (
    <>
      <a href={opening.hrefOf(part)} aria-label={label} className={style.part} onClick={open}>
        {children}
      </a>
      {words !== undefined && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of text takes no focus, and the link before it says the same
        <g aria-hidden="true" className={style.words}>
          {words}
        </g>
      )}
    </>
  );
}

/** Waiting is hatched, ideas are dotted: the picture reads without colour. */
export function Patterns({ id }: { readonly id: string }): ReactNode {
  return (
    <defs>
      <pattern id={`${id}-wait`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="7" height="7" fill="var(--mr-wait)" />
        <path d="M0 3.5H7" stroke="var(--mr-hatch)" strokeWidth="1" />
      </pattern>
      <pattern id={`${id}-idea`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="var(--mr-idea)" />
        <circle cx="3" cy="3" r="0.8" fill="var(--mr-idea-dot)" />
      </pattern>
      <marker
        id={`${id}-arrow`}
        viewBox="0 0 8 8"
        refX="4"
        refY="4"
        markerWidth="9"
        markerHeight="9"
        orient="auto"
        markerUnits="userSpaceOnUse"
      >
        <path d="M0.5 0.5L7.5 4L0.5 7.5Z" fill="var(--mr-stream)" />
      </marker>
    </defs>
  );
}

interface ChannelProps {
  readonly id: string;
  readonly step: RaceStep;
  readonly slot: Slot;
  readonly project: Project;
}

/** Solid where work was active, hatched where it waited or was blocked, dotted where it is an idea. */
export function Channel({ id, step, slot, project }: ChannelProps): ReactNode {
  if (step.state === 'new') {
    return <path d={channelPath(slot, project)} fill={`url(#${id}-idea)`} stroke="var(--mr-edge)" strokeWidth="0.75" />;
  }
  const border = 1 - 2 * step.waitingPart;
  return (
    <>
      {step.waitingPart < 0.995 && <path d={channelPath(slot, project, -1, border)} fill="var(--mr-water)" />}
      {step.waitingPart > 0.005 && (
        <path
          d={channelPath(slot, project, border, 1)}
          fill={`url(#${id}-wait)`}
          stroke="var(--mr-wait-edge)"
          strokeWidth="0.75"
        />
      )}
    </>
  );
}

export function GateBars({ gate, project }: { readonly gate: Gate; readonly project: Project }): ReactNode {
  const bar = (from: number, to: number): string => {
    const [x1, y1] = project(gate.at, from);
    const [x2, y2] = project(gate.at, to);
    return `M${x1} ${y1}L${x2} ${y2}`;
  };
  return (
    <path
      d={`${bar(-gate.outer, -gate.inner)}${bar(gate.inner, gate.outer)}`}
      stroke="var(--mr-ink)"
      strokeWidth="3.5"
      fill="none"
    />
  );
}

interface ReturnLineProps {
  readonly id: string;
  readonly lane: ReturnLane;
  readonly across: number;
  readonly project: Project;
}

export function ReturnLine({ id, lane, across, project }: ReturnLineProps): ReactNode {
  const path = returnPath(lane, across, project);
  return (
    <>
      <path d={path} fill="none" stroke="transparent" strokeWidth="14" />
      <path
        d={path}
        fill="none"
        stroke="var(--mr-stream)"
        strokeWidth={lane.thickness}
        strokeLinecap="round"
        markerEnd={`url(#${id}-arrow)`}
      />
    </>
  );
}

interface LinesProps {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
  readonly className: string | undefined;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** Text of one or two lines. */
export function Lines({ x, y, lines, className, anchor = 'start' }: LinesProps): ReactNode {
  return (
    <text x={x} y={y} className={className} textAnchor={anchor}>
      {lines.map((line, index) => (
        <tspan key={line} x={x} dy={index === 0 ? 0 : '1.2em'}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
