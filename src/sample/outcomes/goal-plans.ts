import { addDays, type Day } from '../../flow/calendar.ts';

/** The goal of an iteration of the sample organisation, with its verdict where it has one. */
export interface GoalPlan {
  readonly id: string;
  readonly stream: string;
  readonly team: string;
  readonly from: Day;
  /** The first day left out. */
  readonly to: Day;
  readonly statement: string;
  readonly verdict: 'reached' | 'partly' | 'missed' | null;
  readonly why: string;
}

const DAYS = 14;

/** Goals of one team's last three iterations, of which the third runs on the day. */
export function iterationGoals(endOn: Day): readonly GoalPlan[] {
  // Half of the present iteration lies behind.
  const now = addDays(endOn, -DAYS / 2);
  const goal = (ago: number, statement: string, verdict: GoalPlan['verdict'], why: string): GoalPlan => {
    const from = addDays(now, -DAYS * ago);
    return {
      id: `pay-${3 - ago}`,
      stream: 'checkout',
      team: 'Payments',
      from,
      to: addDays(from, DAYS),
      statement,
      verdict,
      why,
    };
  };
  return [
    goal(
      2,
      'Shoppers whose card is declined pay all the same: the share who try again and succeed rises from 46 % to 50 %.',
      'reached',
      'It stood at 51 % on the last day.',
    ),
    goal(
      1,
      'Shoppers wait less for the check of their card: the share of checks that time out falls from 1.9 % to 1.4 %.',
      'partly',
      'It fell to 1.6 %; one of two banks has not changed its limit yet.',
    ),
    goal(
      0,
      'Shoppers are told what to do when a payment is declined: the share of declines with a next step rises from 60 % to 85 %.',
      null,
      '',
    ),
  ];
}
