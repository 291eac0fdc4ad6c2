import type { Status } from '../../flow/history.ts';
import type { Stage, State } from '../../flow/stream/document.ts';
import type { Vocabulary } from '../words/words.ts';

/** A step of the map as the stream's document will say it. */
export interface StepPlan {
  readonly step: string;
  readonly stage?: Stage;
  readonly state: State;
  readonly statuses: readonly Status[];
  readonly limit?: number;
}

/** A team: `type` is the team's own (Team Topologies). */
export interface TeamPlan {
  readonly team: string;
  readonly type: string;
  readonly components: readonly string[];
}

/** A place of work that items pass in order: a queue before it and a number of places in it. */
export interface Station {
  readonly queue: Status;
  /** Status while worked on; null: a mere delay in the queue's status that takes nobody's place. */
  readonly work: Status | null;
  /** Places, each team its own or all together. */
  readonly places: number;
  readonly isShared: boolean;
  /** Mean working hours of one item there. */
  readonly hours: (weeksLeft: number, load: number) => number;
  /** Standard deviation of the logarithm of the hours. */
  readonly spread: number;
  /** Whom a free place takes: nearly always the oldest, or mostly the newest while old ones lie. */
  readonly order: 'oldest' | 'newest';
  /** So many items a team are begun (take the work's status) although fewer have a place: each waits for attention. null: as many as places. */
  readonly begunAtMost: number | null;
  /** A blocked item keeps its place. */
  readonly keepsPlace: boolean;
  /** No new item is begun here while so many wait in the stations after it. */
  readonly brake: ((weeksLeft: number) => number) | null;
  /** Chance to pass by without a stop. */
  readonly skip: Readonly<Partial<Record<WorkKind, number>>>;
  /** Chance to be sent back to the first station. */
  readonly sendsBack: number;
}

/** What an item is about in the simulation; its source type and labels follow from it. */
export type WorkKind = 'story' | 'defect' | 'debt' | 'risk' | 'request' | 'spike';

/** What may stop work on an item: the chance at each stop, and the mean length in working days. */
export type Interruption =
  | { readonly how: 'flag' | 'link' | 'pause'; readonly chance: number; readonly days: number }
  | { readonly how: 'status'; readonly chance: number; readonly days: number; readonly status: Status };

/** Work that arrives by itself, so many a week. */
export interface Stream {
  readonly kind: WorkKind;
  readonly perWeek: (weeksLeft: number) => number;
}

/** A note that the stream's people pinned to a day. */
export interface NotePlan {
  readonly weeksLeft: number;
  readonly text: string;
}

/** Everything that makes one stream what it is; the engine knows no stream by name. */
export interface StreamPlan {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly timeZone: string;
  readonly domain: string;
  readonly purpose: string;
  readonly vocabulary: Vocabulary;
  readonly teams: readonly TeamPlan[];
  /** Teams are read from the items' own team field instead of their component. */
  readonly hasTeamField: boolean;
  readonly steps: readonly StepPlan[];
  readonly blockedStatuses: readonly Status[];
  readonly stalledAfterDays: number;
  /** Where an item is created, done, closed afterwards, called off. */
  readonly statuses: {
    readonly created: Status;
    readonly done: Status;
    readonly closed: Status | null;
    readonly calledOff: Status;
    readonly reopened: Status;
  };
  readonly types: Readonly<Record<WorkKind, string>>;
  readonly stations: readonly Station[];
  /** Station that takes up reopened items and those sent back. */
  readonly rework: number;
  readonly interruptions: readonly Interruption[];
  /** Ideas a team keeps before it breaks down the next epic, and ready items it keeps before it commits no more; null: all is taken. */
  readonly pull: { readonly ideas: number; readonly ready: number } | null;
  /** Epics a week where work is pushed. */
  readonly epicsPerWeek: (weeksLeft: number) => number;
  readonly storiesPerEpic: readonly [number, number];
  /** Epics are cut into features, and those into stories. */
  readonly hasFeatures: boolean;
  readonly arrivals: readonly Stream[];
  readonly chances: {
    readonly reopened: number;
    readonly tasks: number;
    readonly teamChange: number;
    readonly straightIn: number;
  };
  /** Items in process called off a working day, in the mean. */
  readonly callOffsPerDay: number;
  readonly notes: readonly NotePlan[];
}
