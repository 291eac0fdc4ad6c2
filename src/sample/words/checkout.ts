import type { Vocabulary } from './words.ts';

/** Words of the checkout. */
export const checkoutWords: Vocabulary = {
  topics: [
    {
      topic: 'basket',
      component: 'Basket',
      things: ['basket lines', 'saved baskets', 'quantities', 'gift wrapping', 'basket totals', 'free samples'],
    },
    {
      topic: 'vouchers',
      component: 'Basket',
      things: ['vouchers', 'discount codes', 'staff discounts', 'loyalty points', 'bundle offers', 'gift cards'],
    },
    {
      topic: 'guest checkout',
      component: 'Checkout page',
      things: ['guest addresses', 'contact details', 'delivery notes', 'consent choices', 'form hints', 'postcodes'],
    },
    {
      topic: 'card payments',
      component: 'Card payments',
      things: ['saved cards', 'card checks', 'declined payments', 'part payments', 'card logos', 'payment retries'],
    },
    {
      topic: 'invoices',
      component: 'Invoicing',
      things: ['invoices', 'credit notes', 'tax lines', 'payment reminders', 'company accounts', 'purchase numbers'],
    },
    {
      topic: 'instalments',
      component: 'Card payments',
      things: ['instalment plans', 'credit limits', 'due dates', 'early repayments', 'plan summaries'],
    },
    {
      topic: 'delivery',
      component: 'Delivery options',
      things: [
        'delivery slots',
        'pick-up points',
        'parcel lockers',
        'express options',
        'delivery prices',
        'split deliveries',
      ],
    },
    {
      topic: 'returns',
      component: 'Returns',
      things: ['return labels', 'refunds', 'exchange requests', 'return reasons', 'refund notices', 'restocking fees'],
    },
    {
      topic: 'order history',
      component: 'Orders',
      things: ['past orders', 'order numbers', 'repeat orders', 'receipts', 'order notes', 'tracking links'],
    },
  ],
  who: ['guests', 'members', 'business customers', 'returning shoppers', 'customers abroad', 'the service desk'],
  where: [
    'in the basket',
    'on small screens',
    'on the payment page',
    'in the app',
    'in the confirmation e-mail',
    'at the last step',
    'in the order summary',
  ],
  after: [
    'after a change of address',
    'after the second attempt',
    'when the session ends',
    'when the currency changes',
    'after going back one step',
    'when two tabs are open',
    'after a voucher is removed',
  ],
  epics: [
    'Faster {topic} for {who}',
    'Simpler {topic} {where}',
    '{Topic} without a call to the service desk',
    'New {topic} for {who}',
    '{Topic} that explain themselves',
    'Fewer steps in {topic} {where}',
  ],
  features: ['{Topic} for {who}'],
  stories: [
    'Show {thing} {where}',
    'Let {who} change {thing} {where}',
    'Remember {thing} for {who}',
    'Explain {thing} {where}',
    'Confirm {thing} by message to {who}',
    'Ask {who} about {thing} only once',
    'Keep {thing} {after}',
    'Let {who} find {thing} {where}',
    'Check {thing} before payment',
    'Put {thing} first {where}',
  ],
  initiatives: [
    'Checkout in under a minute',
    'Pay as you like',
    'Delivery people can plan with',
    'Returns without worry',
  ],
};
