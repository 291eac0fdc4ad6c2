import type { Overview } from '../api/flow.ts';
import type { Opens, Sentence } from '../api/view.ts';
import { addDays, type Day, daysBetween, weekOf } from '../flow/calendar.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { constraint } from '../flow/metrics/constraint.ts';
import { flowLoad } from '../flow/metrics/flow-load.ts';
import { flowTime } from '../flow/metrics/flow-time.ts';
import { flowVelocity } from '../flow/metrics/flow-velocity.ts';
import { metricOf } from '../flow/metrics/index.ts';
import { serviceLevel } from '../flow/metrics/service-level.ts';
import { waiting } from '../flow/metrics/waiting.ts';
import { race } from '../flow/series/race.ts';
import { attentionOf } from './attention.ts';
import { cardsOf } from './cards.ts';
import { endOfHistory } from './end-of-history.ts';
import { rememberByInput } from './remember.ts';
import { seriesOf, standingSignal } from './trends.ts';
import type { View } from './view.ts';
import { count, dayInWords, duration, numberInWords, percent, windowInWords } from './words.ts';

/** How many weeks of an ended history the sentence leads to: as many as a page shows by default. */
const ENDED_WEEKS = 12;
const WEEK_MS = 7 * 86_400_000;

/** What a stream's page shows first. */
export function overviewOf(view: View): Overview {
  return { header: view.header, ...compute(view.input), sentence: sentenceOfView(view) };
}

/** What a stream's page and its place in the portfolio say first: of figures that are not there yet, or are of a history that ended, too. */
export function sentenceOfView({ header, input, loaded, now }: View): Sentence {
  const { name } = input.stream;
  if (!header.hasFigures) {
    return [
      {
        text:
          header.recomputing === null
            ? `${name} has no figures yet: they are computed when its map is saved, or when Millrace is started again.`
            : `The first figures of ${name} are being computed.`,
      },
    ];
  }
  const said = sentenceOf(input);
  const last = loaded.data.lastChangeAt;
  const isLongAgo = last !== null && now - last > ENDED_WEEKS * WEEK_MS;
  if (!isLongAgo || last < input.window.fromAt) return said;
  return [...said, { text: ` Nothing has changed in it since ${dayInWords(input.window.calendar.dayOf(last))}.` }];
}

const compute = rememberByInput(
  (input: MeasureInput): Omit<Overview, 'header' | 'sentence'> => ({
    race: race(input),
    cards: cardsOf(input),
    serviceLevel: serviceLevelSentence(input),
    waiting: waitingSentence(input),
    constraint: constraintSentence(input),
    attention: attentionOf(input),
  }),
);

const ofMeasure = (metric: string): Opens => ({ to: 'measure', metric });

/** The sentence a colleague would say, made from the figures beneath it; it says when it cannot know. */
export function sentenceOf(input: MeasureInput): Sentence {
  const velocity = flowVelocity.measure(input);
  if (velocity.status !== 'measured') return [{ text: `${input.stream.name}: ${velocity.reason}` }];
  const { window } = input;
  const ended = endOfHistory(input);
  if (ended !== null) return sentenceOfEnded(input, ended);
  const finished = velocity.value.total;
  const parts: Sentence = [
    { text: `${input.stream.name} finished ` },
    { text: finished === 0 ? 'nothing' : count(finished, 'item'), opens: ofMeasure('flow-velocity') },
    { text: ` in ${windowInWords(daysBetween(window.from, window.to))}` },
  ];
  const time = flowTime.measure(input);
  if (time.status === 'measured' && time.value.p50 !== null) {
    parts.push(
      { text: '; half took ' },
      { text: `${duration(time.value.p50 * 1000)} or less`, opens: ofMeasure('flow-time') },
    );
  }
  parts.push({ text: '. ' }, ...waitingSentence(input), { text: ' ' }, ...signalSentence(input));
  return withoutLooseEnds(parts);
}

/** A history that was exported long ago tells nothing of the window, and much of its own last weeks. */
function sentenceOfEnded(input: MeasureInput, ended: Day): Sentence {
  const before = addDays(ended, 1);
  const from = addDays(weekOf(ended), -7 * (ENDED_WEEKS - 1));
  return [
    { text: `Nothing has changed in ${input.stream.name} since ${dayInWords(ended)}. ` },
    { text: `Its last ${numberInWords(ENDED_WEEKS)} weeks`, opens: { to: 'window', from, before } },
    { text: ' are where its figures are.' },
  ];
}

function waitingSentence(input: MeasureInput): Sentence {
  const measured = waiting.measure(input);
  if (measured.status !== 'measured') return [{ text: `Where work waits cannot be told: ${lowered(measured.reason)}` }];
  const longest = measured.value.steps.find((step) => step.step === measured.value.longest);
  if (longest === undefined) {
    return [
      {
        text: 'No time was spent in a waiting step, so the map may hide its queues.',
        opens: { to: 'page', page: 'map' },
      },
    ];
  }
  const found = constraint.measure(input);
  const gate = found.status === 'measured' ? found.value : null;
  const parts: Sentence = [
    { text: 'Work waits longest in ' },
    { text: longest.step, opens: ofMeasure('waiting') },
    { text: `, ${percent(longest.share)} of its time` },
  ];
  if (gate?.step != null && gate.queue.includes(longest.step)) {
    parts.push({ text: ', because ' }, { text: `${gate.step} is the constraint`, opens: ofMeasure('constraint') });
  }
  parts.push({ text: '.' });
  return parts;
}

function constraintSentence(input: MeasureInput): Sentence {
  const found = constraint.measure(input);
  if (found.status !== 'measured') return [{ text: `The constraint cannot be told: ${lowered(found.reason)}` }];
  const { step, because, wouldShow } = found.value;
  if (step !== null) {
    return [{ text: `${step} is the constraint`, opens: ofMeasure('constraint') }, { text: `. ${because}` }];
  }
  const more = wouldShow.length === 0 ? '' : ` What would show it: ${wouldShow.join(' ')}`;
  return [{ text: because, opens: ofMeasure('constraint') }, { text: more }];
}

/** The metrics whose process limits the sentence speaks of, and how it names them. */
const SPOKEN: readonly [string, string][] = [
  ['flow-load', 'Load'],
  ['flow-time', 'Flow time'],
  ['flow-velocity', 'Velocity'],
];

function signalSentence(input: MeasureInput): Sentence {
  for (const [id, name] of SPOKEN) {
    const metric = metricOf(id);
    const known = metric === undefined ? null : seriesOf(input, metric);
    const signal = known === null ? null : standingSignal(known);
    if (signal === null) continue;
    return [
      {
        text: `${name} has left its usual range`,
        opens: { to: 'chart', chart: `process-behaviour:${id}` },
        isSignal: true,
      },
      { text: ` ${signal.side === 'above' ? 'upwards' : 'downwards'} since ${dayInWords(signal.since)}.` },
    ];
  }
  return [];
}

function serviceLevelSentence(input: MeasureInput): Sentence {
  const measured = serviceLevel.measure(input);
  if (measured.status !== 'measured') return [{ text: measured.reason }];
  const { days, percent: promised, met, of, share, openBeyond } = measured.value;
  const parts: Sentence = [
    { text: `${promised} % within ${count(days, 'day')}`, opens: ofMeasure('service-level') },
    {
      text:
        share === null
          ? ' was the experience of the twelve weeks before; nothing has been finished since to hold against it.'
          : ` was the experience of the twelve weeks before; since then ${percent(share)} kept to it (${met} of ${of}).`,
    },
  ];
  if (openBeyond.length > 0) {
    parts.push({
      text: ` ${openBeyond.length === 1 ? 'One unfinished item has' : `${capital(numberInWords(openBeyond.length))} unfinished items have`} already taken longer.`,
    });
  }
  return parts;
}

/** How many items are in process just before the window's end, null where it cannot be known. */
export function loadOf(input: MeasureInput): number | null {
  const load = flowLoad.measure(input);
  return load.status === 'measured' ? load.value.atEnd : null;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Drops a blank before nothing. */
function withoutLooseEnds(parts: Sentence): Sentence {
  return parts[parts.length - 1]?.text === ' ' ? parts.slice(0, -1) : parts;
}
