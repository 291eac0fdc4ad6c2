import type { Field, Sheet } from './form.ts';

function keyResult(measure: string, baseline: string, target: string, by: string): readonly Field[] {
  return [
    { key: 'keyResult', ask: 'Key result', hint: 'a measure, not a task', example: measure },
    { key: 'baseline', ask: 'Baseline', hint: 'where it stands', example: baseline },
    { key: 'target', ask: 'Target', hint: 'where it should stand; never the same as the baseline', example: target },
    { key: 'by', ask: 'By', hint: 'a day', example: by },
    { key: 'owner', ask: 'Owner', hint: 'who tells how it goes', example: 'to be named' },
    { key: 'type', ask: 'Type', hint: 'committed (1.0 expected) or aspirational', example: 'aspirational' },
  ];
}

/** An objective with three key results, to be made three to five. Source: methods.md 6. */
export const OBJECTIVE: Sheet = {
  title: 'Objective with key results',
  hint: 'One sentence that people want to come true, and three to five measures that would show it. Write over the examples.',
  sections: [
    {
      key: 'objective',
      heading: 'Objective',
      hint: 'Where we want to be, in words without numbers.',
      isList: false,
      entries: [
        [
          { key: 'text', ask: 'Objective', hint: 'one sentence', example: 'Paying with us is no effort' },
          { key: 'cycle', ask: 'Cycle', hint: 'from and to', example: '2027-01-01 to 2027-03-31' },
          { key: 'team', ask: 'Team', hint: 'who takes it', example: 'Checkout' },
          {
            key: 'supports',
            ask: 'Key result above that it takes up',
            hint: 'none is an answer',
            example: 'Repeat purchases from 31 % to 36 %',
          },
          {
            key: 'why',
            ask: 'Why now',
            hint: 'what makes this the choice for the cycle',
            example: 'Customers name payment first when they say why they left',
          },
        ],
      ],
    },
    {
      key: 'keyResults',
      heading: 'Key results',
      hint: 'Three to five. Each has a baseline, a target and a day; work to be done is no key result.',
      isList: true,
      entries: [
        keyResult('Share of begun payments that are completed', '78 %', '84 %', '2027-03-31'),
        keyResult('Median time from basket to receipt', '140 s', '90 s', '2027-03-31'),
        keyResult('Support requests about payment a week', '60', '30', '2027-03-31'),
      ],
    },
    {
      key: 'checkIns',
      heading: 'Check-ins',
      hint: 'Progress looks back, confidence looks ahead; the two are never mixed.',
      isList: false,
      entries: [
        [
          {
            key: 'everyDays',
            ask: 'How often, in days',
            hint: 'a key result without a check-in in this time is unknown',
            example: 14,
          },
          {
            key: 'confidence',
            ask: 'Confidence at the start',
            hint: 'chance from 0 to 1 that the targets are met',
            example: 0.5,
          },
        ],
      ],
    },
  ],
};
