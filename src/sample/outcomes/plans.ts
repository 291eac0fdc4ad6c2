/** An outcome of the sample organisation. `{by}` in the statement becomes its date in words. */
export interface OutcomePlan {
  readonly id: string;
  /** The stream, and the word that the title of its epic holds. */
  readonly stream: string;
  readonly topic: string;
  /** Months before the end at which the epic was delivered, about; null: it is still in work. */
  readonly deliveredMonthsAgo: number | null;
  readonly metric: string | null;
  readonly statement: string;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly direction: 'up' | 'down' | null;
  readonly beneficiary: string | null;
  readonly valueType: 'customer' | 'business' | 'delivery';
  readonly owner: string | null;
  readonly confidence: number | null;
  /** What the release truly does to the metric. Unit: the metric's, with its sign. */
  readonly trueEffect: number;
  /** Weeks before the work began at which it was stated; below 0: after. */
  readonly statedWeeksBefore: number;
  /** Months of the reviews that were held, with what was learned and decided. */
  readonly reviews: readonly ReviewPlan[];
  readonly isUsed: boolean;
  readonly control?: string;
  readonly override?: string;
  readonly exempt?: string;
}

export interface ReviewPlan {
  readonly look: 1 | 3 | 6;
  readonly learned: string;
  readonly decision: 'keep' | 'change' | 'stop';
}

const held = (look: 1 | 3 | 6, learned: string, decision: ReviewPlan['decision'] = 'keep'): ReviewPlan => ({
  look,
  learned,
  decision,
});
const FIRST = held(1, 'It is used, and nothing points to harm; too early for more.');
const THIRD = held(3, 'The line has moved; whether it stays is for the six-month review.');

const plan = (
  given: Partial<OutcomePlan> & Pick<OutcomePlan, 'id' | 'stream' | 'topic' | 'deliveredMonthsAgo' | 'statement'>,
): OutcomePlan => ({
  metric: null,
  baseline: null,
  target: null,
  direction: null,
  beneficiary: null,
  valueType: 'customer',
  owner: 'Product management',
  confidence: null,
  trueEffect: 0,
  statedWeeksBefore: 3,
  reviews: [],
  isUsed: true,
  ...given,
});

export const OUTCOME_PLANS: readonly OutcomePlan[] = [
  plan({
    id: 'saved-addresses',
    stream: 'checkout',
    topic: 'no epic of the history is as old as this',
    deliveredMonthsAgo: 23,
    metric: 'address-errors',
    statement:
      'Customers get their parcel at the first address: addresses that are corrected after the order fall from 6.5 % to 4 % by {by}.',
    baseline: 6.5,
    target: 4,
    direction: 'down',
    beneficiary: 'customers',
    confidence: 0.8,
    trueEffect: -2.6,
    reviews: [FIRST, THIRD, held(6, 'Most slips were in house numbers; a look at the list of streets ends them.')],
  }),
  plan({
    id: 'guest-checkout',
    stream: 'checkout',
    topic: 'guest checkout',
    deliveredMonthsAgo: 13,
    metric: 'abandonment',
    statement:
      'Shoppers without an account abandon checkout less: the abandonment rate falls from 68 % to 60 % by {by}.',
    baseline: 68,
    target: 60,
    direction: 'down',
    beneficiary: 'shoppers without an account',
    confidence: 0.7,
    trueEffect: -8.5,
    reviews: [FIRST, THIRD, held(6, 'Guests finish what they begin once no account is asked for.')],
  }),
  plan({
    id: 'delivery-questions',
    stream: 'checkout',
    topic: 'delivery',
    deliveredMonthsAgo: 9,
    metric: 'delivery-questions',
    statement:
      'Customers ask less often where their parcel is: delivery questions fall from 42 to 30 per 1,000 orders by {by}.',
    baseline: 42,
    target: 30,
    direction: 'down',
    beneficiary: 'customers who wait for a parcel',
    confidence: 0.8,
    trueEffect: -5.5,
    reviews: [
      FIRST,
      THIRD,
      held(6, 'People still ask on the day itself; the message comes too late in the morning.', 'change'),
    ],
  }),
  plan({
    id: 'vouchers',
    stream: 'checkout',
    topic: 'vouchers',
    deliveredMonthsAgo: 8,
    metric: 'voucher-use',
    statement: 'Members use the vouchers they have: voucher use rises from 11 % to 14 % of orders by {by}.',
    baseline: 11,
    target: 14,
    direction: 'up',
    beneficiary: 'members',
    valueType: 'business',
    confidence: 0.6,
    trueEffect: 0,
    isUsed: false,
    reviews: [
      FIRST,
      held(6, 'The field was never what kept people from using vouchers; they did not know of them.', 'stop'),
    ],
  }),
  plan({
    id: 'search-exits',
    stream: 'catalogue',
    topic: 'search',
    deliveredMonthsAgo: 10,
    metric: 'search-exits',
    statement: 'Visitors find what they search for: exits after a search fall from 24 % to 20 % by {by}.',
    baseline: 24,
    target: 20,
    direction: 'down',
    beneficiary: 'visitors who search',
    confidence: 0.65,
    trueEffect: 2.6,
    reviews: [
      FIRST,
      held(3, 'Exits rose with the new ranking; the old one is kept at hand.', 'change'),
      held(6, 'The ranking hid what is in stock. It was taken back.', 'stop'),
    ],
  }),
  plan({
    id: 'suggestions',
    stream: 'catalogue',
    topic: 'suggestions',
    deliveredMonthsAgo: 8,
    metric: 'suggestion-clicks',
    statement: 'Visitors follow suggestions more often: suggestion clicks rise from 7.5 % to 9 % by {by}.',
    baseline: 7.5,
    target: 9,
    direction: 'up',
    beneficiary: 'visitors of product pages',
    valueType: 'business',
    confidence: 0.55,
    trueEffect: 0.6,
    reviews: [
      FIRST,
      held(
        6,
        'The clicks swing too much with the season to tell; a control of untouched pages comes first next time.',
        'change',
      ),
    ],
  }),
  plan({
    id: 'partner-onboarding',
    stream: 'partner-portal',
    topic: '',
    deliveredMonthsAgo: 7,
    metric: 'partner-onboarding',
    statement: 'New partners sell sooner: the median time to the first article falls from 19 days to 12 days by {by}.',
    baseline: 19,
    target: 12,
    direction: 'down',
    beneficiary: 'new partners',
    confidence: 0.5,
    trueEffect: -5,
    reviews: [held(6, 'It was measured for too few weeks before the release to tell it from chance.')],
  }),
  plan({
    id: 'wrong-data',
    stream: 'catalogue',
    topic: 'product data',
    deliveredMonthsAgo: 14,
    metric: 'data-complaints',
    control: 'all-returns',
    statement:
      'Customers get what the page describes: returns as “not as described” fall from 86 to 70 per 10,000 orders by {by}.',
    baseline: 86,
    target: 70,
    direction: 'down',
    beneficiary: 'customers',
    confidence: 0.75,
    trueEffect: -17,
    reviews: [
      FIRST,
      THIRD,
      held(6, 'One record for each article ended most mismatches; translations are what is left.'),
    ],
  }),
  plan({
    id: 'page-time',
    stream: 'catalogue',
    topic: 'product pages',
    deliveredMonthsAgo: 16,
    metric: 'page-time',
    statement: 'Visitors on slow lines see product pages sooner: the load time falls from 3900 ms to 2500 ms by {by}.',
    baseline: 3900,
    target: 2500,
    direction: 'down',
    beneficiary: 'visitors on slow lines',
    owner: 'Technical lead, Catalogue',
    confidence: 0.85,
    trueEffect: -1500,
    reviews: [FIRST, THIRD, held(6, 'Loading pictures only when they are seen did nearly all of it.')],
  }),
  plan({
    id: 'declined-payments',
    stream: 'checkout',
    topic: 'card payments',
    deliveredMonthsAgo: 4,
    metric: 'declined-payments',
    statement: 'Customers pay at the first try: declined card payments fall from 9.2 % to 7.5 % by {by}.',
    baseline: 9.2,
    target: 7.5,
    direction: 'down',
    beneficiary: 'customers who pay by card',
    valueType: 'business',
    confidence: 0.7,
    trueEffect: -1.3,
    reviews: [FIRST],
  }),
  plan({
    id: 'invoice-questions',
    stream: 'checkout',
    topic: 'invoices',
    deliveredMonthsAgo: 2.2,
    metric: 'invoice-questions',
    statement: 'Business customers understand their invoice: invoice questions fall from 310 to 200 a week by {by}.',
    baseline: 310,
    target: 200,
    direction: 'down',
    beneficiary: 'business customers',
    confidence: 0.6,
    trueEffect: -90,
  }),
  plan({
    id: 'order-history',
    stream: 'checkout',
    topic: 'order history',
    deliveredMonthsAgo: null,
    statement: 'Shoppers find an earlier order by themselves and write to the service desk less often.',
    direction: 'down',
    beneficiary: 'shoppers',
    owner: null,
    confidence: 0.4,
    override: 'The number of such letters is counted from next month on; the target follows then.',
  }),
  plan({
    id: 'basket-lines',
    stream: 'checkout',
    topic: 'basket',
    deliveredMonthsAgo: null,
    metric: 'abandonment',
    statement: 'Shoppers correct their basket where they see it: checkout abandonment falls from 60 % to 57 % by {by}.',
    baseline: 60,
    target: 57,
    direction: 'down',
    beneficiary: 'shoppers',
    confidence: 0.5,
    statedWeeksBefore: -4,
  }),
  plan({
    id: 'instalments',
    stream: 'checkout',
    topic: 'instalments',
    deliveredMonthsAgo: 5,
    statement: 'The credit terms are shown as the law asks from {by} on.',
    valueType: 'business',
    exempt: 'A legal duty',
    override: 'A legal duty needs no effect to be worth doing.',
  }),
];
