import type { Day } from '../flow/calendar.ts';
import type { ItemFacts } from '../flow/facts.ts';
import { foldAll, inputAt } from '../flow/fold-all.ts';
import type { MeasureInput } from '../flow/measure.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { parseStream } from '../flow/stream/parse.ts';
import { windowOf } from '../flow/window.ts';
import type { SampleOrganisation, SampleStream } from './simulate-organisation.ts';

/** A sample stream as its pages would see it. */
export interface Seen {
  readonly sample: SampleStream;
  readonly stream: Stream;
  readonly inputOf: (from: Day, to: Day) => MeasureInput;
  /** Flow items as at a day's first instant. */
  readonly itemsOn: (day: Day) => readonly ItemFacts[];
}

export function seenIn(organisation: SampleOrganisation, id: string): Seen {
  const sample = organisation.streams.find((one) => one.id === id);
  if (sample === undefined) throw new Error(`no stream ${id}`);
  const read = parseStream(sample.documentText);
  if (!read.ok) throw new Error(`${id}: ${JSON.stringify(read.problems)}`);
  const { stream } = read;
  const timelines = foldAll(sample.histories, stream);
  const inputOf = (from: Day, to: Day): MeasureInput => inputAt(timelines, stream, windowOf(sample.timeZone, from, to));
  return { sample, stream, inputOf, itemsOn: (day) => inputOf('2000-01-01', day).items };
}

/** The day of the note that holds a word. */
export function dayOfNote(sample: SampleStream, word: string): Day {
  const note = sample.notes.find((one) => one.text.includes(word));
  if (note === undefined) throw new Error(`${sample.id}: no note with "${word}"`);
  return note.on;
}

/** Open items in waiting or active steps: the load by definition, counted one by one. */
export function inProcess(items: readonly ItemFacts[]): number {
  return items.filter((item) => item.state === 'waiting' || item.state === 'active').length;
}
