import type { ViewQuery } from '../api/view.ts';
import type { App } from './app.ts';
import { openStreams } from './load-stream.ts';
import { STEP_MS } from './stream-clock.ts';
import { summaryOf } from './stream-summary.ts';
import { askOpened } from './view.ts';

/** The windows that a portfolio opens with when nobody has asked for another yet. */
const FIRST: ViewQuery = { kind: [], team: [], label: [], epic: [] };
/** How long before the clock's next step its figures are made. */
const AHEAD_MS = 120_000;

/**
 * Makes the summaries that the portfolio will be asked for next: in the windows that it was asked for lately, now and, shortly before the
 * clock of the streams steps on, at its next step. What is known is not made again. Before each, `mayGoOn` may wait, or say no.
 */
export async function prepareSummaries(app: App, mayGoOn: () => Promise<boolean>): Promise<void> {
  const now = app.now();
  const nextStep = (Math.floor(now / STEP_MS) + 1) * STEP_MS;
  const moments = nextStep - now <= AHEAD_MS ? [now, nextStep] : [now];
  const queries = [FIRST, ...app.portfoliosAsked.values()];
  for (const moment of moments) {
    for (const open of await openStreams({ ...app, now: () => moment })) {
      for (const query of queries) {
        if (!(await mayGoOn())) return;
        await summaryOf(app, askOpened(open, query));
      }
    }
  }
}
