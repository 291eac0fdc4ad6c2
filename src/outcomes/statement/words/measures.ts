import { nouns, words } from './forms.ts';

/** Nouns that can be counted or measured as they stand, with the side that is wanted where one is. Source: methods.md 5.2. */
const GOOD_DOWN = nouns(
  `time latency duration delay wait waiting downtime churn error failure cost spend expense complaint escalation defect incident outage turnover
  abandonment drop-off dropoff readmission infection attrition backlog overtime rework load refund uninstall no-show shrinkage waste emission age vulnerability
  contact ticket page fall effort risk arrears absence sickness loss cancellation return dispute chargeback bounce cycle`,
);
const GOOD_UP = nouns(
  `retention satisfaction conversion activation adoption revenue income profit margin availability uptime success resolution nps csat accuracy throughput renewal
  sign-up signup subscription donation donor attendance coverage referral reliability completion sale order booking compliance turnout recall precision win speed
  frequency share-of-wallet session savings`,
);
const NEUTRAL = nouns(
  `rate ratio share percentage proportion percent number count score index volume median mean average percentile level value size amount price length
  usage use utilisation utilization occupancy capacity hours minutes days weeks visits visitors users customers patients members subscribers installs downloads
  logins log-ins searches purchases contracts deals leads enquiries inquiries requests calls emails transactions payments views clicks steps stay occurrence
  deliveries admissions appointments pages faults bugs p50 p75 p90 p95 p99 mttr sla slo roi arr mrr ltv cac dso`,
);

/** Whether a word is a measure by itself. Source: methods.md 5.2. */
export function isMeasure(word: string): boolean {
  return (
    GOOD_DOWN.has(word) || GOOD_UP.has(word) || NEUTRAL.has(word) || /-(?:rate|time|score|cost|count)s?$/.test(word)
  );
}

/** The wanted side of a measure where everybody agrees on it, else null. Source: methods.md 5.2. */
export function goodSideOf(word: string): 'up' | 'down' | null {
  if (GOOD_DOWN.has(word)) return 'down';
  return GOOD_UP.has(word) ? 'up' : null;
}

/** Measures that are shares themselves, so that a change in per cent can be meant in two ways. Source: methods.md 5.2. */
export const SHARES: ReadonlySet<string> = nouns(
  `rate share percentage proportion retention churn conversion activation adoption availability uptime utilisation utilization occupancy margin coverage
  accuracy compliance attendance completion turnout recall precision abandonment attrition`,
);
/** Words that turn a share into something else: a rate per hour, an adoption count. Source: methods.md 5.2. */
export const NO_SHARES: ReadonlySet<string> = nouns(
  'number count time duration cost revenue hour minute day score price',
);

/** Words that everybody would measure differently. Source: methods.md 5.2. */
export const BROAD: ReadonlySet<string> = new Set(
  words(
    `experience quality performance engagement efficiency productivity effectiveness collaboration culture agility maintainability scalability visibility
  awareness morale happiness wellbeing usability service communication alignment innovation transparency ownership care loyalty trust flexibility simplicity
  stability resilience security ux lives life`,
  ),
);
/** Words of praise or of unclear size. Source: methods.md 5.2. */
export const UNCLEAR: ReadonlySet<string> = new Set(
  words(
    `better best seamless user-friendly intuitive modern robust world-class best-in-class great excellent delightful delight easier nicer happier smoother
  significantly substantially considerably dramatically greatly noticeably somewhat soon asap high-quality state-of-the-art cutting-edge improved optimal
  leader leading love positive closely safe included amount fast easy simple`,
  ),
);
/** Words after which everything stays open. Source: methods.md 5.2. */
export const OPEN_ENDED: ReadonlySet<string> = new Set(words('etc etcetera'));
