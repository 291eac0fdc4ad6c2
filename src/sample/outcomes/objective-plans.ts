import { addDays, addMonths, type Day } from '../../flow/calendar.ts';

/** A key result of the sample organisation, with the values of its check-ins from the first to the present one. */
export interface KeyResultPlan {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly baseline: number;
  readonly target: number;
  readonly commitment: 'committed' | 'aspirational';
  /** A metric of the sample; its values are then read and not typed. */
  readonly metric?: string;
  /** The outcome that serves it, by the id of its plan. */
  readonly outcome?: string;
  readonly values: readonly number[];
  readonly confidence: readonly number[];
  readonly score?: number;
}

export interface ObjectivePlan {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly level: 'organisation' | 'division' | 'team';
  readonly owner: string;
  readonly team: string | null;
  readonly stream: string | null;
  /** The key result that it takes up, by its id. */
  readonly parent: string | null;
  readonly keyResults: readonly KeyResultPlan[];
}

export interface CyclePlan {
  readonly id: string;
  readonly name: string;
  readonly from: Day;
  /** The first day left out. */
  readonly to: Day;
  readonly isClosed: boolean;
  readonly objectives: readonly ObjectivePlan[];
}

type Figures = readonly [baseline: number, target: number, unit: string];

const keyResult = (
  id: string,
  title: string,
  [baseline, target, unit]: Figures,
  rest: Partial<KeyResultPlan> & Pick<KeyResultPlan, 'values' | 'confidence'>,
): KeyResultPlan => ({
  id,
  title,
  unit,
  baseline,
  target,
  direction: target > baseline ? 'up' : 'down',
  commitment: 'aspirational',
  ...rest,
});

const objective = (
  id: string,
  title: string,
  rest: Partial<ObjectivePlan> & Pick<ObjectivePlan, 'level' | 'why' | 'keyResults'>,
): ObjectivePlan => ({ id, title, owner: 'Leadership', team: null, stream: null, parent: null, ...rest });

/** The objectives of the last whole quarter, closed, and of the one that runs on a day. */
export function objectiveCycles(endOn: Day): readonly CyclePlan[] {
  const from = quarterOf(endOn);
  const before = addMonths(from, -3);
  return [
    { id: 'before', name: nameOf(before), from: before, to: from, isClosed: true, objectives: BEFORE },
    { id: 'now', name: nameOf(from), from, to: addMonths(from, 3), isClosed: false, objectives: NOW },
  ];
}

/** Days of the check-ins of a cycle: every second week, up to a day. */
export function checkInDays({ from, to }: Pick<CyclePlan, 'from' | 'to'>, endOn: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = addDays(from, 13); day < to && day < endOn; day = addDays(day, 14)) days.push(day);
  return days;
}

function quarterOf(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

function nameOf(from: Day): string {
  return `Q${Math.ceil(Number(from.slice(5, 7)) / 3)} ${from.slice(0, 4)}`;
}

const BEFORE: readonly ObjectivePlan[] = [
  objective('b-trust', 'Customers trust what the shop tells them', {
    level: 'organisation',
    why: 'Half of all returns began with a page that promised something else.',
    keyResults: [
      keyResult('b-data', 'Returns as “not as described”', [80, 68, 'per 10,000 orders'], {
        values: [79, 77, 74, 72, 70, 69],
        confidence: [0.5, 0.6, 0.6, 0.7, 0.8, 0.8],
        score: 0.9,
      }),
      keyResult('b-delivery', 'Parcels that come on the day that was named', [81, 90, '%'], {
        values: [81, 82, 82, 84, 85, 85],
        confidence: [0.6, 0.6, 0.5, 0.5, 0.4, 0.3],
        score: 0.4,
      }),
      keyResult('b-answers', 'Questions answered on the same day', [62, 75, '%'], {
        values: [62, 63, 63, 64, 64, 65],
        confidence: [0.5, 0.5, 0.4, 0.3, 0.2, 0.2],
        score: 0.2,
      }),
    ],
  }),
];

const NOW: readonly ObjectivePlan[] = [
  objective('ease', 'Paying is no effort', {
    level: 'organisation',
    why: 'More than half of those who begin to pay never finish.',
    keyResults: [
      keyResult('ease-abandonment', 'Checkout abandonment', [60, 57, '%'], {
        metric: 'abandonment',
        values: [],
        confidence: [0.5, 0.6, 0.6, 0.7],
      }),
      keyResult('ease-declined', 'Declined card payments', [8, 7.5, '%'], {
        metric: 'declined-payments',
        outcome: 'declined-payments',
        commitment: 'committed',
        values: [],
        confidence: [0.6, 0.6, 0.7, 0.7],
      }),
      keyResult('ease-guests', 'Guests who come back within a quarter', [14, 20, '%'], {
        values: [14, 15, 15],
        confidence: [0.4, 0.4, 0.3],
      }),
    ],
  }),
  objective('ease-payments', 'A card works at the first try', {
    level: 'team',
    owner: 'Product management',
    team: 'Payments',
    stream: 'checkout',
    parent: 'ease-declined',
    why: 'Declines that come from us, not from the bank, are ours to end.',
    keyResults: [
      keyResult('pay-retries', 'Payments that are tried twice', [14, 10, '%'], {
        values: [13.6, 13, 12.1, 11.4],
        confidence: [0.6, 0.6, 0.7, 0.8],
      }),
      keyResult('pay-checks', 'Card checks that time out', [3.1, 1, '%'], {
        values: [3, 2.4, 1.9, 1.2],
        confidence: [0.7, 0.7, 0.8, 0.9],
        commitment: 'committed',
      }),
      keyResult('pay-words', 'Declines that say what to do', [20, 90, '%'], {
        values: [20, 35, 60, 85],
        confidence: [0.6, 0.7, 0.8, 0.9],
      }),
    ],
  }),
  objective('ease-basket', 'Nobody loses a basket', {
    level: 'team',
    owner: 'Product management',
    team: 'Basket',
    stream: 'checkout',
    parent: 'ease-abandonment',
    why: 'A basket that is gone is seldom filled again.',
    keyResults: [
      keyResult('basket-kept', 'Baskets that are found again on another device', [31, 60, '%'], {
        values: [31, 33, 34, 34],
        confidence: [0.5, 0.4, 0.3, 0.2],
      }),
      keyResult('basket-left', 'Baskets that are left with articles in them', [61, 56, '%'], {
        values: [61],
        confidence: [0.5],
      }),
      keyResult('basket-lines', 'Changes of a quantity that fail', [1.4, 0.3, '%'], {
        values: [1.3, 1, 0.7, 0.5],
        confidence: [0.6, 0.7, 0.7, 0.8],
      }),
    ],
  }),
  objective('found', 'People find what we have', {
    level: 'division',
    owner: 'Product management',
    team: 'Catalogue',
    why: 'One search in eight ends with nothing, though the article is in stock.',
    keyResults: [
      keyResult('found-none', 'Searches without a result', [12, 8, '%'], {
        values: [12, 11.5, 11, 10.4],
        confidence: [0.6, 0.6, 0.6, 0.6],
      }),
      keyResult('found-suggestions', 'Suggestion clicks', [8, 9, '%'], {
        metric: 'suggestion-clicks',
        values: [],
        confidence: [0.4, 0.4, 0.5, 0.4],
      }),
    ],
  }),
];
