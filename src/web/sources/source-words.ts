import type { ConnectorAnswer, LiveSourceAnswer, SyncRunAnswer } from '../../api/sources.ts';
import type { Job } from '../../api/store.ts';
import { formatAgo, formatBytes, formatCount, formatLength, formatNumber } from '../format.ts';

/** The sentence of the page of sources. */
export function leadOf(sources: readonly LiveSourceAnswer[], now: number): string {
  if (sources.length === 0) {
    return 'No tool is connected yet. Connect one, and Millrace reads its whole history once, then only what changes.';
  }
  const last = sources
    .flatMap(({ changedAt }) => (changedAt === null ? [] : [changedAt]))
    .toSorted()
    .at(-1);
  const came = last === undefined ? 'nothing has come yet' : `something last came ${agoInWords(last, now)}`;
  return `${upperFirst(counted(sources.length))} ${sources.length === 1 ? 'brings its' : 'bring their'} history by ${
    sources.length === 1 ? 'itself' : 'themselves'
  }; ${came}.${failingIn(sources)}`;
}

function failingIn(sources: readonly LiveSourceAnswer[]): string {
  const failing = sources.filter(({ failure }) => failure !== null).map(({ id }) => id);
  if (failing.length === 0) return '';
  if (failing.length === 1) return ` ${failing[0]} could not be read the last time.`;
  return ` ${failing.slice(0, -1).join(', ')} and ${failing.at(-1)} could not be read the last time.`;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function counted(count: number): string {
  return `${NUMBERS[count] ?? formatNumber(count)} ${count === 1 ? 'source' : 'sources'}`;
}

/** The sentence of one source's page. */
export function sourceLead(source: LiveSourceAnswer, itemCount: number, job: Job | null, now: number): string {
  const holds = itemCount === 0 ? 'nothing yet' : formatCount(itemCount, 'item');
  const brought = `${source.id} has brought ${holds} from ${source.connector}`;
  if (isOpen(job)) return `${brought} and is being read now. You can leave this page; the work goes on.`;
  if (source.failure !== null) return `${brought}; the last time it could not be read.`;
  if (source.body.isPaused) return `${brought} and is paused.`;
  return source.changedAt === null
    ? `${brought}.`
    : `${brought}; something last came ${agoInWords(source.changedAt, now)}.`;
}

/** How a source stands while nothing runs, in a sentence or two. The failure's own words are shown beside it. */
export function standing(source: LiveSourceAnswer, now: number): string {
  const { body, askedAt, changedAt, failure } = source;
  const asked =
    askedAt === null ? 'Not asked yet since Millrace was started' : `Last asked ${agoInWords(askedAt, now)}`;
  if (body.isPaused) return `Paused: it is asked only by hand. ${asked}.`;
  if (failure !== null)
    return `${asked}, in vain. It is asked again by itself, less and less often, and goes on where it ended. Edit lets you test the connection.`;
  const came = changedAt === null ? '' : `; something last came ${agoInWords(changedAt, now)}`;
  return `${asked}${came}. ${nextOf(source, now)}`;
}

function nextOf({ askedAt, body }: LiveSourceAnswer, now: number): string {
  if (askedAt === null) return `It is asked ${everyInWords(body.everyMinutes)}.`;
  const seconds = (Date.parse(askedAt) - now) / 1000 + body.everyMinutes * 60;
  return seconds < 60 ? 'Next within a minute.' : `Next in about ${formatLength(Math.max(90, seconds))}.`;
}

export function everyInWords(minutes: number): string {
  if (minutes === 1) return 'every minute';
  if (minutes === 60) return 'every hour';
  if (minutes === 1440) return 'once a day';
  return minutes % 60 === 0 ? `every ${minutes / 60} hours` : `every ${minutes} minutes`;
}

const BRINGS: Readonly<Record<ConnectorAnswer['brings'][number], string>> = {
  work: 'work items',
  iterations: 'iterations',
  changes: 'changes of code',
  deployments: 'deployments',
  incidents: 'incidents',
};

/** `Work items, iterations and incidents`. */
export function bringsInWords(brings: ConnectorAnswer['brings']): string {
  const names = brings.map((one) => BRINGS[one]);
  const last = names.pop();
  if (last === undefined) return 'Nothing';
  return upperFirst(names.length === 0 ? last : `${names.join(', ')} and ${last}`);
}

/** How much a first run would fetch; only what the source itself says, never a guess. */
export function estimateInWords(
  { things, secondsAtLeast }: { readonly things: number | null; readonly secondsAtLeast: number | null },
  perSecond: number,
): string {
  if (things === null) return 'The source does not say how much there is; the first run tells as it goes.';
  if (things === 0) return 'There is nothing to read in what is chosen.';
  const much = `About ${formatCount(things, 'record')}`;
  if (secondsAtLeast === null) return `${much}.`;
  const least =
    secondsAtLeast < 60 ? 'less than a minute at best' : `at least ${formatLength(Math.max(90, secondsAtLeast))}`;
  return `${much}; at ${formatCount(perSecond, 'request')} a second reading them all takes ${least}.`;
}

/** What a run brought: `120 new items, 3 changed, 2 gone`. */
export function runInWords(run: SyncRunAnswer): string {
  const parts = [
    run.new > 0 ? formatCount(run.new, 'new item') : null,
    run.changed > 0 ? `${formatNumber(run.changed)} changed` : null,
    run.gone > 0 ? `${formatCount(run.gone, 'record')} gone` : null,
    run.delivery > 0 ? `${formatCount(run.delivery, 'record')} of iterations, code and delivery` : null,
  ].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(', ');
  return run.mode === 'sweep' ? 'nothing is gone' : 'nothing new';
}

/** What a run cost: `14 requests, 1.2 MB, waited 3 s`. */
export function costInWords({ requests, bytes, waitedSeconds }: SyncRunAnswer): string {
  const waited = waitedSeconds < 1 ? '' : `, waited ${formatLength(waitedSeconds)}`;
  return `${formatCount(requests, 'request')}, ${formatBytes(bytes)}${waited}`;
}

/** What came of a run that did not get to its end; null of one that did. */
export function endInWords(run: SyncRunAnswer): string | null {
  switch (run.state) {
    case 'running':
      return 'still running';
    case 'failed':
      return 'failed';
    case 'stopped':
      return 'stopped';
    case 'done':
      return null;
  }
}

/** Whether a run brought anything, or noticed that something is gone. */
export function hasBrought(run: SyncRunAnswer): boolean {
  return run.new + run.changed + run.gone + run.delivery > 0;
}

export function modeInWords(mode: SyncRunAnswer['mode']): string {
  return mode === 'sweep' ? 'Looked for what is gone' : 'Brought up to date';
}

export function isOpen(job: Job | null): boolean {
  return job !== null && (job.state === 'queued' || job.state === 'running');
}

/** The run of a source that is queued or runs, among the jobs that are known. */
export function openRunOf(id: string, jobs: readonly Job[]): Job | null {
  return jobs.find((job) => job.kind === 'sync' && job.source === id && isOpen(job)) ?? null;
}

function agoInWords(instant: string, now: number): string {
  const words = formatAgo(instant, now);
  return words === 'now' ? 'a moment ago' : words;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
