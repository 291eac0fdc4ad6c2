import type { PortfolioStream } from '../api/store.ts';
import type { Sentence, ViewQuery } from '../api/view.ts';
import type { App } from './app.ts';
import { openStreams } from './load-stream.ts';
import { summaryOf } from './stream-summary.ts';
import { askOpened } from './view.ts';
import { count, listed } from './words.ts';

/** Streams that are looked at together: more would fill the memory with what waits for its turn. */
const AT_ONCE = 4;

export interface Portfolio {
  readonly sentence: Sentence;
  readonly streams: PortfolioStream[];
  readonly window: { from: string; to: string };
}

/**
 * Every stream in its own sentence, with small trends, where work waits and what needs attention. What was asked for before is at hand;
 * the rest is computed stream by stream.
 */
export async function portfolioOf(app: App, query: ViewQuery): Promise<Portfolio> {
  const asked = (await openStreams(app)).map((open) => askOpened(open, query));
  app.portfoliosAsked.set(JSON.stringify(query), query);
  const summaries = await eachInTurn(asked, (one) => summaryOf(app, one));
  const streams = asked.flatMap(({ open: { stored, stream } }, place): PortfolioStream[] => {
    const summary = summaries[place];
    return summary === undefined
      ? []
      : [{ id: stored.streamId, name: stream.name, isSample: stored.isSample, ...summary }];
  });
  const last = asked[asked.length - 1]?.window;
  return { sentence: sentenceOfAll(streams), streams, window: { from: last?.from ?? '', to: last?.to ?? '' } };
}

/** A few at a time, so that files are read while others are computed; others are answered between two. */
async function eachInTurn<One, Made>(all: readonly One[], make: (one: One) => Promise<Made>): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE) {
    made.push(...(await Promise.all(all.slice(first, first + AT_ONCE).map(make))));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return made;
}

function sentenceOfAll(streams: readonly PortfolioStream[]): Sentence {
  if (streams.length === 0) {
    return [
      {
        text: 'There is no value stream yet: connect a tool, or bring a file, and the first one is suggested from it.',
      },
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
