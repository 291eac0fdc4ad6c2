import type { Day } from '../../flow/calendar.ts';
import type { Status } from '../../flow/history.ts';
import { eventWeeksLeft } from '../engine/event-day.ts';
import type { StreamPlan } from '../engine/plan.ts';
import { catalogueWords } from '../words/catalogue.ts';

const backlog: Status = { id: '20001', name: 'Backlog' };
const selected: Status = { id: '20002', name: 'Selected' };
const design: Status = { id: '20003', name: 'In design' };
const readyToBuild: Status = { id: '20004', name: 'Ready to build' };
const build: Status = { id: '20005', name: 'In progress' };
const awaitingReview: Status = { id: '20006', name: 'Awaiting review' };
const acceptance: Status = { id: '20007', name: 'In acceptance' };
const live: Status = { id: '20008', name: 'Live' };
const dropped: Status = { id: '20009', name: 'Dropped' };
const onHold: Status = { id: '20010', name: 'On hold' };

const steady = { spread: 0.3, order: 'oldest', begunAtMost: null, keepsPlace: false, brake: null } as const;

/** Catalogue: two teams that begin something when something is finished; about 18 items a week, week after week. */
export function cataloguePlan(endOn: Day): StreamPlan {
  return {
    id: 'catalogue',
    name: 'Catalogue',
    project: 'CAT',
    timeZone: 'Europe/Berlin',
    domain: 'Web shop',
    purpose: 'Visitors find what they look for and can trust what they read',
    vocabulary: catalogueWords,
    teams: [
      { team: 'Search', type: 'stream-aligned', components: ['Search', 'Suggestions'] },
      {
        team: 'Product pages',
        type: 'stream-aligned',
        components: ['Product pages', 'Prices and stock', 'Reviews', 'Product data'],
      },
    ],
    hasTeamField: false,
    steps: [
      { step: 'Backlog', stage: 'discovery', state: 'new', statuses: [backlog] },
      { step: 'Selected', stage: 'delivery', state: 'waiting', statuses: [selected] },
      { step: 'Design', state: 'active', statuses: [design], limit: 2 },
      { step: 'Ready to build', state: 'waiting', statuses: [readyToBuild] },
      { step: 'Build', state: 'active', statuses: [build], limit: 10 },
      { step: 'Awaiting review', state: 'waiting', statuses: [awaitingReview] },
      { step: 'Acceptance', state: 'active', statuses: [acceptance], limit: 4 },
      { step: 'Live', stage: 'operation', state: 'done', statuses: [live] },
      { step: 'Dropped', state: 'cancelled', statuses: [dropped] },
    ],
    blockedStatuses: [],
    stalledAfterDays: 7,
    statuses: { created: backlog, done: live, closed: null, calledOff: dropped, reopened: readyToBuild },
    types: {
      story: 'Story',
      defect: 'Bug',
      debt: 'Improvement',
      risk: 'Improvement',
      request: 'Enquiry',
      spike: 'Spike',
    },
    stations: [
      {
        ...steady,
        queue: selected,
        work: design,
        places: 1,
        isShared: false,
        hours: () => 12,
        skip: { story: 0.68, defect: 1, debt: 1, risk: 1, request: 1, spike: 1 },
        sendsBack: 0,
      },
      {
        ...steady,
        queue: readyToBuild,
        work: build,
        places: 4,
        isShared: false,
        hours: () => 16.6,
        skip: {},
        sendsBack: 0,
      },
      {
        ...steady,
        queue: awaitingReview,
        work: null,
        places: 0,
        isShared: true,
        hours: () => 4,
        skip: { request: 0.8, spike: 0.8 },
        sendsBack: 0.02,
      },
      {
        ...steady,
        queue: awaitingReview,
        work: acceptance,
        places: 4,
        isShared: true,
        hours: () => 4,
        skip: { request: 1, spike: 1 },
        sendsBack: 0.03,
      },
    ],
    rework: 1,
    interruptions: [
      { how: 'flag', chance: 0.02, days: 2 },
      { how: 'link', chance: 0.01, days: 4 },
      { how: 'status', chance: 0.01, days: 3, status: onHold },
      { how: 'pause', chance: 0.005, days: 10 },
    ],
    pull: { ideas: 10, ready: 5 },
    epicsPerWeek: () => 0,
    storiesPerEpic: [9, 18],
    hasFeatures: false,
    arrivals: [
      { kind: 'defect', perWeek: () => 3 },
      { kind: 'debt', perWeek: () => 2.4 },
      { kind: 'risk', perWeek: () => 0.8 },
      { kind: 'request', perWeek: () => 0.3 },
      { kind: 'spike', perWeek: () => 0.3 },
    ],
    chances: { reopened: 0.012, tasks: 0.03, teamChange: 0.015, straightIn: 0 },
    callOffsPerDay: 0.08,
    notes: [
      {
        weeksLeft: eventWeeksLeft(endOn, 61),
        text: 'Agreed: whoever finishes takes the oldest item, nobody begins a second one',
      },
      { weeksLeft: eventWeeksLeft(endOn, 30), text: 'Supplier data now comes every night instead of once a week' },
    ],
  };
}
