import { addDays, type Day, daysBetween } from '../../flow/calendar.ts';
import { randomOf } from '../../statistics/random.ts';
import type { OutcomePlan } from './plans.ts';
import type { SampleEpic } from './simulate-outcomes.ts';

/** What work on a topic is to change, with the figures before and after, and for whom. */
const PROMISES: Readonly<Record<string, readonly [what: string, from: number, to: number, unit: string, who: string]>> =
  {
    'guest checkout': ['Guests who stop at the address', 22, 16, '%', 'guests'],
    'card payments': ['Payments that are tried twice', 14, 10, '%', 'customers who pay by card'],
    'order history': ['Contacts about earlier orders', 80, 55, 'a week', 'returning shoppers'],
    'product pages': ['Visits that end on a product page', 41, 36, '%', 'visitors'],
    'product data': ['Articles without a size table', 18, 6, '%', 'customers'],
    'partner orders': ['Partner orders that are entered by hand', 17, 8, '%', 'partners'],
    'product feeds': ['Articles that a feed refuses', 6, 3, '%', 'partners'],
    settlements: ['Settlements that a partner asks about', 11, 6, '%', 'partners'],
    basket: ['Baskets that are left with articles in them', 61, 56, '%', 'shoppers'],
    vouchers: ['Contacts about vouchers', 65, 40, 'a week', 'members'],
    invoices: ['Invoices that are asked about', 9, 5, '%', 'business customers'],
    instalments: ['Applications for instalments that are broken off', 47, 35, '%', 'customers'],
    delivery: ['Parcels that come back undelivered', 3.2, 2.4, '%', 'customers'],
    returns: ['Days until a return is paid back', 9, 5, 'days', 'customers'],
    search: ['Searches without a result', 12, 8, '%', 'visitors'],
    filters: ['Visits that set a filter and leave', 28, 22, '%', 'visitors'],
    suggestions: ['Product pages without a click on a suggestion', 93, 90, '%', 'visitors'],
    prices: ['Orders that are stopped for a wrong price', 1.8, 0.6, '%', 'buyers'],
    reviews: ['Articles without a review', 55, 40, '%', 'visitors'],
  };

const STATED_WITHIN_DAYS = 200;
/** Share of epics with a stated outcome, of those that began at the beginning of that time and of those that began at its end. */
const SHARE_THEN = 0.25;
const SHARE_NOW = 0.65;

/**
 * Outcomes without a metric in the store for part of the epics that began lately, more of the later ones: an organisation that is learning
 * to say what its work is for.
 */
export function smallPlans(
  epics: readonly SampleEpic[],
  endOn: Day,
  seed: number,
): readonly { readonly plan: OutcomePlan; readonly epic: SampleEpic }[] {
  const random = randomOf(seed);
  return epics.flatMap((epic) => {
    const topic = Object.keys(PROMISES).find((one) => epic.title.toLowerCase().includes(one));
    const promise = topic === undefined ? undefined : PROMISES[topic];
    if (epic.startedOn === null || topic === undefined || promise === undefined) return [];
    const age = daysBetween(epic.startedOn, endOn);
    if (age > STATED_WITHIN_DAYS) return [];
    const share = SHARE_NOW + (SHARE_THEN - SHARE_NOW) * (age / STATED_WITHIN_DAYS);
    return random.chance(share) ? [{ epic, plan: planOf(epic, topic, promise, endOn) }] : [];
  });
}

function planOf(
  { item, stream, deliveredOn }: SampleEpic,
  topic: string,
  [what, from, to, unit, who]: (typeof PROMISES)[string],
  endOn: Day,
): OutcomePlan {
  const isOld = (days: number): boolean => deliveredOn !== null && addDays(deliveredOn, days) < endOn;
  const figure = (value: number): string => `${value}${unit === '%' ? ' %' : ` ${unit}`}`;
  const reviews = [
    ...(isOld(32)
      ? [{ look: 1, learned: 'It is used; the figure is read by hand every month.', decision: 'keep' } as const]
      : []),
    ...(isOld(93)
      ? [{ look: 3, learned: 'The figure moves, without a series that would say why.', decision: 'keep' } as const]
      : []),
  ];
  return {
    id: item.toLowerCase(),
    stream,
    topic,
    deliveredMonthsAgo: null,
    metric: null,
    statement: `${what} fall from ${figure(from)} to ${figure(to)} by {by} for ${who}.`,
    baseline: from,
    target: to,
    direction: 'down',
    beneficiary: who,
    valueType: 'customer',
    owner: 'Product management',
    confidence: 0.6,
    trueEffect: 0,
    statedWeeksBefore: 2,
    reviews,
    isUsed: true,
  };
}
