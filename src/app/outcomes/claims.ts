import type { Factory } from '../../api/outcomes.ts';
import type { Window } from '../../flow/window.ts';
import { ledgerOf } from '../../outcomes/claim-ledger.ts';
import type { App } from '../app.ts';
import { valuesOf } from './metric-series.ts';
import type { OutcomeBook } from './outcome-book.ts';

/** For each metric that outcomes delivered in the window claim an effect on: the sum of the claims against its movement. Source: methods.md 5.8. */
export async function claimsOf(
  app: App,
  { outcomes, metrics }: OutcomeBook,
  window: Window,
): Promise<Factory['claims']> {
  const claims: Factory['claims'] = [];
  for (const metric of metrics.values()) {
    const own = outcomes.flatMap((state) => {
      if (state.metric?.id !== metric.id || state.deliveredOn === null) return [];
      const effect = state.reviews.at(-1)?.body.evaluation?.effect.estimate ?? null;
      return effect === null ? [] : [{ outcome: state.id, releaseOn: state.deliveredOn, effect }];
    });
    const inside = own.filter(({ releaseOn }) => releaseOn >= window.from && releaseOn < window.to);
    if (inside.length === 0) continue;
    const series = (await valuesOf(app, metric)).map(({ day, value }) => ({ on: day, value }));
    const direction = metric.body.goodDirection;
    const entry = ledgerOf({ series, direction, claims: inside, from: window.from, to: window.to });
    if (entry.claimed === null) continue;
    claims.push({
      metric: metric.id,
      name: metric.body.name,
      from: entry.from,
      to: entry.to,
      claimed: entry.claimed,
      observed: entry.observed,
      isBeyond: entry.beyond === null ? null : entry.beyond > 0,
    });
  }
  return claims;
}
