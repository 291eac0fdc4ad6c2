import type { PortfolioStream } from '../api/store.ts';
import type { Sentence, ViewQuery } from '../api/view.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { flowVelocity } from '../flow/metrics/flow-velocity.ts';
import { metricOf } from '../flow/metrics/index.ts';
import { waiting } from '../flow/metrics/waiting.ts';
import type { App } from './app.ts';
import { attentionOf } from './attention.ts';
import { openStreams } from './load-stream.ts';
import { loadOf, sentenceOf } from './overview.ts';
import { rememberByInput } from './remember.ts';
import { seriesOf, trendAnswer } from './trends.ts';
import { askOpened, loadView } from './view.ts';
import { count, listed } from './words.ts';

/** The small trends of the portfolio. */
const TRENDS = ['flow-velocity', 'flow-time', 'flow-load'];

export interface Portfolio {
  readonly sentence: Sentence;
  readonly streams: PortfolioStream[];
  readonly window: { from: string; to: string };
}

/** Every stream in its own sentence, with small trends, where work waits and what needs attention. */
export async function portfolioOf(app: App, query: ViewQuery): Promise<Portfolio> {
  const streams: PortfolioStream[] = [];
  let window = { from: '', to: '' };
  for (const open of await openStreams(app)) {
    const view = await loadView(app, askOpened(open, query));
    window = { from: view.header.window.from, to: view.header.window.to };
    const { streamId, isSample } = open.stored;
    streams.push({ id: streamId, name: open.stream.name, isSample, ...summary(view.input) });
    // Others are answered between two streams.
    await turn();
  }
  return { sentence: sentenceOfAll(streams), streams, window };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const summary = rememberByInput((input: MeasureInput): Omit<PortfolioStream, 'id' | 'name' | 'isSample'> => {
  const velocity = flowVelocity.measure(input);
  const waits = waiting.measure(input);
  const longest =
    waits.status === 'measured' ? waits.value.steps.find((step) => step.step === waits.value.longest) : undefined;
  return {
    sentence: sentenceOf(input),
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
});

function sentenceOfAll(streams: readonly PortfolioStream[]): Sentence {
  if (streams.length === 0) {
    return [
      { text: 'There is no value stream yet. ' },
      { text: 'Import a history', opens: { to: 'page', page: 'import' } },
      { text: ', and the first one is suggested from it.' },
    ];
  }
  const known = streams.filter((stream) => stream.finished !== null);
  const finished = known.reduce((sum, stream) => sum + (stream.finished?.total ?? 0), 0);
  const asking = streams.filter((stream) => stream.attention.some((one) => one.some((part) => part.isSignal === true)));
  const parts: Sentence = [
    { text: `${count(streams.length, 'value stream')} finished ${count(finished, 'item')}` },
    {
      text:
        known.length < streams.length
          ? `; ${count(streams.length - known.length, 'stream')} cannot be measured yet. `
          : '. ',
    },
  ];
  if (asking.length === 0) parts.push({ text: 'Nothing has left its usual range.' });
  else
    parts.push({
      text: `${listed(asking.map((stream) => stream.name))} ${asking.length === 1 ? 'has' : 'have'} something worth asking about.`,
    });
  return parts;
}
