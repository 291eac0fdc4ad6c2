/** A metric of the sample organisation and how it goes: weekly values around a level, each leaning on the one before. */
export interface MetricPlan {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly goodDirection: 'up' | 'down';
  readonly definition: string;
  readonly level: number;
  /** Standard deviation of the weekly values. Unit: the metric's. */
  readonly spread: number;
  /** How much of a week's deviation is left in the next, 0 to 1. */
  readonly memory: number;
  /** Weeks of history before the end of the simulation. */
  readonly weeks: number;
  readonly decimals: number;
}

const metric = (
  id: string,
  name: string,
  unit: string,
  goodDirection: 'up' | 'down',
  definition: string,
  shape: readonly [level: number, spread: number, memory: number, weeks: number, decimals: number],
): MetricPlan => {
  const [level, spread, memory, weeks, decimals] = shape;
  return { id, name, unit, goodDirection, definition, level, spread, memory, weeks, decimals };
};

/** Each has its own chance by its place: a new one goes to the end, so that the others stay what they are. */
export const METRIC_PLANS: readonly MetricPlan[] = [
  metric(
    'abandonment',
    'Checkout abandonment',
    '%',
    'down',
    'Share of started checkouts that end without an order, by week of the start.',
    [68, 1.1, 0.4, 130, 1],
  ),
  metric(
    'delivery-questions',
    'Delivery questions',
    'per 1,000 orders',
    'down',
    'Contacts that ask where or when, a week, for each 1,000 orders.',
    [42, 1.9, 0.3, 130, 1],
  ),
  metric('voucher-use', 'Voucher use', '%', 'up', 'Share of orders with a voucher, by week.', [11, 0.5, 0.3, 130, 2]),
  metric(
    'search-exits',
    'Exits after a search',
    '%',
    'down',
    'Share of visits that end on a list of search results, by week.',
    [24, 0.7, 0.3, 130, 1],
  ),
  metric(
    'suggestion-clicks',
    'Suggestion clicks',
    '%',
    'up',
    'Share of product pages on which a suggestion is followed, by week.',
    [7.5, 1.4, 0.7, 130, 2],
  ),
  metric(
    'partner-onboarding',
    'Partner onboarding time',
    'days',
    'down',
    'Median days from contract to the first article on sale, by week of the first article.',
    [19, 2, 0.2, 42, 0],
  ),
  metric(
    'declined-payments',
    'Declined card payments',
    '%',
    'down',
    'Share of card payments that are declined at the first try, by week.',
    [9.2, 0.4, 0.3, 130, 2],
  ),
  metric(
    'invoice-questions',
    'Invoice questions',
    'a week',
    'down',
    'Contacts about invoices, a week.',
    [310, 18, 0.3, 130, 0],
  ),
  metric(
    'data-complaints',
    'Wrong product data',
    'per 10,000 orders',
    'down',
    'Returns with the reason “not as described”, for each 10,000 orders, by week.',
    [86, 3.5, 0.4, 130, 1],
  ),
  metric(
    'all-returns',
    'Returns for other reasons',
    'per 10,000 orders',
    'down',
    'Returns with any other reason, for each 10,000 orders, by week.',
    [512, 11, 0.4, 130, 0],
  ),
  metric(
    'page-time',
    'Product page load time',
    'ms',
    'down',
    'The 95th percentile of the time until a product page can be used, by week.',
    [3900, 140, 0.4, 130, 0],
  ),
  metric(
    'address-errors',
    'Corrected addresses',
    '%',
    'down',
    'Share of orders whose address is corrected after the order, by week.',
    [6.5, 0.3, 0.3, 156, 2],
  ),
];
