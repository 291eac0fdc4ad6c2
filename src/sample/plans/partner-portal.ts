import type { Day } from '../../flow/calendar.ts';
import type { Status } from '../../flow/history.ts';
import { eventWeeksLeft } from '../engine/event-day.ts';
import type { StreamPlan } from '../engine/plan.ts';
import { partnerPortalWords } from '../words/partner-portal.ts';

const inbox: Status = { id: '30001', name: 'Inbox' };
const toDo: Status = { id: '30002', name: 'To do' };
const inProgress: Status = { id: '30003', name: 'In progress' };
const withPartner: Status = { id: '30004', name: 'Waiting for partner' };
const qaQueue: Status = { id: '30005', name: 'QA queue' };
const inQa: Status = { id: '30006', name: 'In QA' };
const resolved: Status = { id: '30007', name: 'Resolved' };
const closed: Status = { id: '30008', name: 'Closed' };
const withdrawn: Status = { id: '30009', name: 'Withdrawn' };
const reopened: Status = { id: '30010', name: 'Reopened' };
const parked: Status = { id: '30011', name: 'Parked' };

/**
 * Partner portal: much is begun at once (there is a limit, which nobody keeps), the newest is done first, and since new programmes were signed more arrives than
 * leaves; the more is open, the longer each item takes.
 */
export function partnerPortalPlan(endOn: Day): StreamPlan {
  const floodedWeeksLeft = eventWeeksLeft(endOn, 38);
  const outageWeeksLeft = eventWeeksLeft(endOn, 12);
  const isFlooded = (weeksLeft: number): boolean => weeksLeft < floodedWeeksLeft;
  return {
    id: 'partner-portal',
    name: 'Partner portal',
    project: 'PAR',
    timeZone: 'Europe/Berlin',
    domain: 'Marketplace',
    purpose: 'Partners sell through the shop without calling anybody',
    vocabulary: partnerPortalWords,
    teams: [
      { team: 'Onboarding', type: 'stream-aligned', components: ['Sign-up', 'Accounts'] },
      { team: 'Feeds', type: 'complicated-subsystem', components: ['Feeds'] },
      { team: 'Settlement', type: 'stream-aligned', components: ['Partner orders', 'Settlement', 'Reports'] },
    ],
    hasTeamField: true,
    steps: [
      { step: 'Inbox', stage: 'discovery', state: 'new', statuses: [inbox] },
      { step: 'To do', stage: 'delivery', state: 'waiting', statuses: [toDo, reopened] },
      { step: 'In progress', state: 'active', statuses: [inProgress], limit: 45 },
      { step: 'QA queue', state: 'waiting', statuses: [qaQueue] },
      { step: 'In QA', state: 'active', statuses: [inQa], limit: 6 },
      { step: 'Done', state: 'done', statuses: [resolved, closed] },
      { step: 'Withdrawn', state: 'cancelled', statuses: [withdrawn] },
    ],
    blockedStatuses: [withPartner],
    stalledAfterDays: 10,
    statuses: { created: inbox, done: resolved, closed, calledOff: withdrawn, reopened },
    types: { story: 'Story', defect: 'Bug', debt: 'Chore', risk: 'Chore', request: 'Partner request', spike: 'Spike' },
    stations: [
      {
        queue: toDo,
        work: inProgress,
        places: 3,
        isShared: false,
        hours: (_weeksLeft, load) => 12.8 * (1 + load / 5000),
        spread: 0.7,
        order: 'newest',
        begunAtMost: 16,
        keepsPlace: false,
        brake: null,
        skip: {},
        sendsBack: 0,
      },
      {
        queue: withPartner,
        work: null,
        places: 0,
        isShared: true,
        hours: () => 44,
        spread: 0.9,
        order: 'oldest',
        begunAtMost: null,
        keepsPlace: false,
        brake: null,
        skip: { story: 0.7, defect: 0.85, debt: 1, risk: 0.95, request: 0.3, spike: 1 },
        sendsBack: 0.2,
      },
      {
        queue: qaQueue,
        work: inQa,
        places: 6,
        isShared: true,
        hours: () => 5.5,
        spread: 0.7,
        order: 'oldest',
        begunAtMost: null,
        keepsPlace: true,
        brake: null,
        skip: { debt: 0.2, request: 0.6, spike: 1 },
        sendsBack: 0.09,
      },
    ],
    rework: 0,
    interruptions: [
      { how: 'flag', chance: 0.06, days: 7 },
      { how: 'link', chance: 0.05, days: 12 },
      { how: 'status', chance: 0.03, days: 14, status: parked },
      { how: 'pause', chance: 0.02, days: 25 },
    ],
    pull: null,
    epicsPerWeek: (weeksLeft) => (isFlooded(weeksLeft) ? 1.08 : 0.7),
    storiesPerEpic: [10, 22],
    hasFeatures: true,
    arrivals: [
      {
        kind: 'defect',
        perWeek: (weeksLeft) =>
          (isFlooded(weeksLeft) ? 8.8 : 5.2) +
          (weeksLeft < outageWeeksLeft && weeksLeft > outageWeeksLeft - 1 ? 10 : 0),
      },
      { kind: 'debt', perWeek: () => 1.2 },
      { kind: 'risk', perWeek: () => 0.9 },
      { kind: 'request', perWeek: (weeksLeft) => (isFlooded(weeksLeft) ? 1.6 : 0.8) },
      { kind: 'spike', perWeek: () => 0.3 },
    ],
    chances: { reopened: 0.06, tasks: 0.04, teamChange: 0.04, straightIn: 0.03 },
    callOffsPerDay: 0.3,
    notes: [
      {
        weeksLeft: floodedWeeksLeft,
        text: 'Three new partner programmes signed; requests arrive faster than before',
      },
      { weeksLeft: outageWeeksLeft, text: 'Portal stood still for half a day; the following week went into repairs' },
    ],
  };
}
