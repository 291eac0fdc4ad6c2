import type { Sheet } from './form.ts';

/** An epic that says beforehand what it is meant to change. Source: methods.md 5. */
export const EPIC: Sheet = {
  title: 'Epic',
  hint: 'Say what should change before the work starts; the work is then a bet that this change happens. Write over the examples.',
  sections: [
    {
      key: 'why',
      heading: 'What is wrong, or possible, today',
      hint: 'The problem, the behaviour to change or the opportunity, seen from outside the team.',
      isList: false,
      entries: [
        [
          { key: 'epic', ask: 'Name', hint: 'short, without the solution in it', example: 'Fewer abandoned payments' },
          {
            key: 'beneficiary',
            ask: 'Who is it for',
            hint: 'customers or colleagues, as narrow as is true',
            example: 'Returning customers on phones',
          },
          {
            key: 'problem',
            ask: 'What do they meet today',
            hint: 'with the evidence for it',
            example: 'One in five gives up at the card form, most at the second address field',
          },
          {
            key: 'assumptions',
            ask: 'What must be true for this to help',
            hint: 'each can turn out held or broken',
            example: 'They give up because of typing, not because of the price',
          },
        ],
      ],
    },
    {
      key: 'outcome',
      heading: 'What should be different, and how that is measured',
      hint: 'One measure that somebody outside the team would care about; no count of what the team ships.',
      isList: false,
      entries: [
        [
          {
            key: 'metric',
            ask: 'Measure',
            hint: 'what is counted or timed, and where it is read',
            example: 'Share of begun payments that are completed, web analytics',
          },
          { key: 'direction', ask: 'Which way', hint: 'up or down', example: 'up' },
          {
            key: 'baseline',
            ask: 'Where it stands',
            hint: 'with the period it was read over',
            example: '78 % (weekly mean of the last 12 weeks)',
          },
          { key: 'target', ask: 'Where it should stand', hint: 'a number in the same unit', example: '84 %' },
          { key: 'by', ask: 'By when', hint: 'a day', example: '2027-06-30' },
          {
            key: 'valueType',
            ask: 'Sort of value',
            hint: 'customer, business or delivery capability',
            example: 'customer',
          },
          {
            key: 'keyResult',
            ask: 'Key result it serves',
            hint: 'none is an answer',
            example: 'Repeat purchases from 31 % to 36 %',
          },
        ],
      ],
    },
    {
      key: 'success',
      heading: 'What counts as success',
      hint: 'Agreed now, so that nobody has to argue afterwards.',
      isList: false,
      entries: [
        [
          {
            key: 'minimumWorthwhile',
            ask: 'Smallest change worth the effort',
            hint: 'below this you would not do it again',
            example: '3 points',
          },
          {
            key: 'confidence',
            ask: 'How sure are you',
            hint: 'chance from 0 to 1 that the target is met by the date',
            example: 0.6,
          },
          {
            key: 'adoption',
            ask: 'Use that is needed for an effect',
            hint: 'who must use it, how much',
            example: 'Half of phone payments use the short form',
          },
          {
            key: 'owner',
            ask: 'Who answers for the outcome',
            hint: 'one person who agreed to it',
            example: 'Product manager Checkout',
          },
          {
            key: 'confirmedBy',
            ask: 'Who confirms it',
            hint: 'stakeholders who will say whether it happened',
            example: 'Head of Online Sales',
          },
        ],
      ],
    },
    {
      key: 'learning',
      heading: 'How we will learn whether it worked',
      hint: 'Reviews one, three and six months after delivery: keep, change or stop.',
      isList: false,
      entries: [
        [
          {
            key: 'comparison',
            ask: 'Compared with what',
            hint: 'a holdout, a similar group or place, else the time before',
            example: 'Payments on large screens, where nothing changes',
          },
          {
            key: 'firstSign',
            ask: 'First sign',
            hint: 'what should move within weeks',
            example: 'Fewer corrections in the address field',
          },
          { key: 'harm', ask: 'What must not get worse', hint: 'a second measure to watch', example: 'Refused cards' },
          {
            key: 'stopIf',
            ask: 'When to stop',
            hint: 'what result would end the work',
            example: 'No change in completed payments after three months',
          },
        ],
      ],
    },
  ],
};
