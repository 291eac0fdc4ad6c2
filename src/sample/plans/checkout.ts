import type { Day } from '../../flow/calendar.ts';
import type { Status } from '../../flow/history.ts';
import { eventWeeksLeft } from '../engine/event-day.ts';
import type { StreamPlan } from '../engine/plan.ts';
import { checkoutWords } from '../words/checkout.ts';

const idea: Status = { id: '10001', name: 'Idea' };
const ready: Status = { id: '10002', name: 'Ready' };
const reopened: Status = { id: '10003', name: 'Reopened' };
const build: Status = { id: '10004', name: 'In build' };
const review: Status = { id: '10005', name: 'In review' };
const readyForTest: Status = { id: '10006', name: 'Ready for test' };
const test: Status = { id: '10007', name: 'In test' };
const readyToRelease: Status = { id: '10008', name: 'Ready to release' };
const release: Status = { id: '10009', name: 'Releasing' };
const done: Status = { id: '10010', name: 'Done' };
const closed: Status = { id: '10011', name: 'Closed' };
const rejected: Status = { id: '10012', name: 'Rejected' };
const blocked: Status = { id: '10013', name: 'Blocked' };
const legal: Status = { id: '10014', name: 'With legal' };

/**
 * Checkout: four test places for three teams; work piles up before Test until tests run by themselves, then before Release.
 * Before, Test lets about 16 items a week through and Release could take 25; afterwards Test could take 40.
 */
export function checkoutPlan(endOn: Day): StreamPlan {
  const releasedWeeksLeft = eventWeeksLeft(endOn, 47);
  const improvedWeeksLeft = eventWeeksLeft(endOn, 26);
  return {
    id: 'checkout',
    name: 'Checkout',
    project: 'CHK',
    timeZone: 'America/Halifax',
    domain: 'Web shop',
    purpose: 'Whoever wants to buy can pay and knows when it comes',
    vocabulary: checkoutWords,
    teams: [
      { team: 'Basket', type: 'stream-aligned', components: ['Basket', 'Checkout page'] },
      { team: 'Payments', type: 'stream-aligned', components: ['Card payments', 'Invoicing'] },
      { team: 'Orders', type: 'stream-aligned', components: ['Orders', 'Delivery options', 'Returns'] },
    ],
    hasTeamField: false,
    steps: [
      { step: 'Idea', stage: 'discovery', state: 'new', statuses: [idea] },
      { step: 'Ready', stage: 'delivery', state: 'waiting', statuses: [ready, reopened] },
      { step: 'Build', state: 'active', statuses: [build], limit: 12 },
      { step: 'Review', state: 'waiting', statuses: [review] },
      { step: 'Ready for test', state: 'waiting', statuses: [readyForTest] },
      { step: 'Test', state: 'active', statuses: [test], limit: 4 },
      { step: 'Ready to release', stage: 'operation', state: 'waiting', statuses: [readyToRelease] },
      { step: 'Release', state: 'active', statuses: [release], limit: 2 },
      { step: 'Done', state: 'done', statuses: [done, closed] },
      { step: 'Rejected', state: 'cancelled', statuses: [rejected] },
    ],
    blockedStatuses: [blocked],
    stalledAfterDays: 7,
    statuses: { created: idea, done, closed, calledOff: rejected, reopened },
    types: {
      story: 'Story',
      defect: 'Bug',
      debt: 'Improvement',
      risk: 'Improvement',
      request: 'Service request',
      spike: 'Spike',
    },
    stations: [
      {
        queue: ready,
        work: build,
        places: 4,
        isShared: false,
        hours: () => 13,
        spread: 0.7,
        order: 'oldest',
        begunAtMost: null,
        keepsPlace: false,
        brake: (weeksLeft) =>
          weeksLeft > improvedWeeksLeft ? 14 + (78 - weeksLeft) * 0.2 : 17 + Math.max(0, 4 - weeksLeft) * 3,
        skip: {},
        sendsBack: 0,
      },
      {
        queue: review,
        work: null,
        places: 0,
        isShared: true,
        hours: () => 6,
        spread: 0.8,
        order: 'oldest',
        begunAtMost: null,
        keepsPlace: false,
        brake: null,
        skip: { story: 0.05, defect: 0.15, debt: 0.05, risk: 0.05, request: 0.6, spike: 0.9 },
        sendsBack: 0.08,
      },
      {
        queue: readyForTest,
        work: test,
        places: 4,
        isShared: true,
        hours: (weeksLeft) => (weeksLeft > improvedWeeksLeft ? 8.2 : 3.1),
        spread: 0.6,
        order: 'oldest',
        begunAtMost: null,
        keepsPlace: true,
        brake: null,
        skip: { debt: 0.15, request: 0.7, spike: 1 },
        sendsBack: 0.12,
      },
      {
        queue: readyToRelease,
        work: release,
        places: 2,
        isShared: true,
        hours: () => 3.3,
        spread: 0.5,
        order: 'oldest',
        begunAtMost: null,
        keepsPlace: true,
        brake: null,
        skip: { request: 1, spike: 1 },
        sendsBack: 0,
      },
    ],
    rework: 0,
    interruptions: [
      { how: 'flag', chance: 0.08, days: 5 },
      { how: 'link', chance: 0.03, days: 9 },
      { how: 'status', chance: 0.02, days: 5, status: blocked },
      { how: 'status', chance: 0.015, days: 6, status: legal },
      { how: 'pause', chance: 0.015, days: 18 },
    ],
    pull: { ideas: 8, ready: 5 },
    epicsPerWeek: () => 0,
    storiesPerEpic: [8, 22],
    hasFeatures: false,
    arrivals: [
      {
        kind: 'defect',
        perWeek: (weeksLeft) => {
          const since = releasedWeeksLeft - weeksLeft;
          return 4.4 + (since > 0 && since < 4 ? 17 * (1 - since / 4) : 0);
        },
      },
      { kind: 'debt', perWeek: () => 2.2 },
      { kind: 'risk', perWeek: () => 1 },
      { kind: 'request', perWeek: () => 0.5 },
      { kind: 'spike', perWeek: () => 0.4 },
    ],
    chances: { reopened: 0.045, tasks: 0.04, teamChange: 0.03, straightIn: 0.04 },
    callOffsPerDay: 0.25,
    notes: [
      { weeksLeft: releasedWeeksLeft, text: 'Release 4.0 went out: new payment page for everybody' },
      {
        weeksLeft: improvedWeeksLeft,
        text: 'Regression tests run by themselves; a test takes hours instead of a day',
      },
    ],
  };
}
