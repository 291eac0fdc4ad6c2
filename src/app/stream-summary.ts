import { flowVelocity } from '../flow/metrics/flow-velocity.ts';
import { metricOf } from '../flow/metrics/index.ts';
import { waiting } from '../flow/metrics/waiting.ts';
import type { App } from './app.ts';
import { attentionOf } from './attention.ts';
import { keepSummary, type PortfolioSummary, readSummary, summaryName } from './kept-summaries.ts';
import { loadOf, sentenceOfView } from './overview.ts';
import { seriesOf, trendAnswer } from './trends.ts';
import { type AskedView, loadView, type View } from './view.ts';

/** The small trends of the portfolio. */
const TRENDS = ['flow-velocity', 'flow-time', 'flow-load'];

/**
 * A stream's summary: from memory, from beside the store, or computed from its items, by the functions that its own page is computed
 * by. Those who ask for the same at once wait for one.
 */
export async function summaryOf(app: App, asked: AskedView): Promise<PortfolioSummary> {
  const name = summaryName(asked);
  const known = app.summaries.get(name);
  if (known !== undefined) return known;
  const making = findSummary(app, asked, name);
  app.summaries.set(name, making);
  try {
    return await making;
  } catch (error) {
    app.summaries.delete(name);
    throw error;
  }
}

async function findSummary(app: App, asked: AskedView, name: string): Promise<PortfolioSummary> {
  const kept = await readSummary(app, asked, name);
  if (kept !== null) return kept;
  const made = summarise(await loadView(app, asked));
  await keepSummary(app, asked, name, made);
  return made;
}

function summarise(view: View): PortfolioSummary {
  const { input } = view;
  const velocity = flowVelocity.measure(input);
  const waits = waiting.measure(input);
  const longest =
    waits.status === 'measured' ? waits.value.steps.find((step) => step.step === waits.value.longest) : undefined;
  return {
    sentence: sentenceOfView(view),
    trends: TRENDS.flatMap((id) => {
      const metric = metricOf(id);
      const known = metric === undefined ? null : seriesOf(input, metric);
      return known === null ? [] : [trendAnswer(known)];
    }),
    longestWait: longest === undefined ? null : { step: longest.step, share: longest.share },
    finished:
      velocity.status === 'measured' ? { total: velocity.value.total, byKind: { ...velocity.value.byKind } } : null,
    load: loadOf(input),
    attention: attentionOf(input),
  };
}
