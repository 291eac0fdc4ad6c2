import { describe, expect, test } from 'vitest';
import type { LiveSourceAnswer, SyncRunAnswer } from '../../api/sources.ts';
import type { Job } from '../../api/store.ts';
import {
  bringsInWords,
  costInWords,
  estimateInWords,
  everyInWords,
  leadOf,
  openRunOf,
  runInWords,
  sourceLead,
  standing,
} from './source-words.ts';

const NOW = Date.parse('2026-11-14T12:00:00Z');

const source = (part: Partial<LiveSourceAnswer> = {}): LiveSourceAnswer => ({
  id: 'jira',
  version: 1,
  body: { kind: 'jira-cloud', config: {}, everyMinutes: 15, isPaused: false },
  connector: 'Jira Cloud',
  secrets: ['token'],
  askedAt: '2026-11-14T11:57:00Z',
  failure: null,
  changedAt: '2026-11-14T10:00:00Z',
  sweptAt: null,
  ...part,
});

const run = (part: Partial<SyncRunAnswer> = {}): SyncRunAnswer => ({
  id: 'r',
  mode: 'changes',
  state: 'done',
  requests: 1,
  bytes: 400,
  waitedSeconds: 0,
  records: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  gone: 0,
  delivery: 0,
  message: null,
  startedAt: '2026-11-14T11:57:00Z',
  endedAt: '2026-11-14T11:57:02Z',
  ...part,
});

const job = (part: Partial<Job>): Job => ({
  id: 'j',
  kind: 'sync',
  subject: 'jira',
  source: 'jira',
  state: 'running',
  done: 1,
  total: null,
  unit: 'records',
  secondsLeft: null,
  message: '',
  startedAt: null,
  endedAt: null,
  result: null,
  ...part,
});

/** Numbers and units are held together by a space that does not break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the sentence of all sources', () => {
  test('without any it says what to do', () => {
    expect(leadOf([], NOW)).toContain('Connect one');
  });
  test('it tells when something last came to any of them', () => {
    const two = [source(), source({ id: 'github', changedAt: '2026-11-14T11:55:00Z' })];
    expect(plain(leadOf(two, NOW))).toBe(
      'Two sources bring their history by themselves; something last came 5 min ago.',
    );
  });
  test('nothing yet is not an old something', () => {
    expect(leadOf([source({ changedAt: null })], NOW)).toBe(
      'One source brings its history by itself; nothing has come yet.',
    );
  });
  test('every source that fails is named', () => {
    const failing = ['a', 'b', 'c'].map((id) => source({ id, failure: 'no answer' }));
    expect(leadOf(failing, NOW)).toContain(' a, b and c could not be read the last time.');
    expect(leadOf([...failing.slice(0, 1), source()], NOW)).toContain(' a could not be read the last time.');
  });
});

describe('how a source stands', () => {
  test('asked 3 minutes ago every 15 minutes, it is next asked in 12', () => {
    expect(plain(standing(source(), NOW))).toBe(
      'Last asked 3 min ago; something last came 2 h ago. Next in about 12 min.',
    );
  });
  test('what is due is next within a minute', () => {
    expect(standing(source({ askedAt: '2026-11-14T11:40:00Z' }), NOW)).toContain('Next within a minute.');
  });
  test('a source that fails has no time at which it is next asked, since it is asked less and less often', () => {
    const words = standing(source({ failure: 'no answer' }), NOW);
    expect(words).toContain('less and less often');
    expect(words).not.toContain('Next');
  });
  test('a paused source is not said to be asked again', () => {
    const body = { ...source().body, isPaused: true };
    expect(plain(standing(source({ body, failure: 'no answer' }), NOW))).toBe(
      'Paused: it is asked only by hand. Last asked 3 min ago.',
    );
  });
  test('its page says that it is being read rather than how it ended before', () => {
    const words = sourceLead(source({ failure: 'no answer' }), 1200, job({}), NOW);
    expect(plain(words)).toContain('jira has brought 1,200 items from Jira Cloud and is being read now.');
  });
});

describe('how much there is', () => {
  test('12,400 records at 10 requests a second with a hundred each take 13 seconds at best', () => {
    // 12,400 / 100 = 124 requests; 124 / 10 = 12.4 s, rounded up.
    expect(plain(estimateInWords({ things: 12_400, secondsAtLeast: 13 }, 10))).toBe(
      'About 12,400 records; at 10 requests a second reading them all takes less than a minute at best.',
    );
  });
  test('a longer time is told in minutes', () => {
    expect(plain(estimateInWords({ things: 500_000, secondsAtLeast: 500 }, 10))).toContain('takes at least 8 min.');
  });
  test('unknown is not nothing', () => {
    expect(estimateInWords({ things: null, secondsAtLeast: null }, 10)).toContain('does not say');
    expect(estimateInWords({ things: 0, secondsAtLeast: 0 }, 10)).toContain('nothing to read');
  });
});

describe('runs', () => {
  test('only what a run brought is named', () => {
    expect(plain(runInWords(run({ new: 1, gone: 2 })))).toBe('1 new item, 2 records gone');
    expect(runInWords(run())).toBe('nothing new');
    expect(runInWords(run({ mode: 'sweep' }))).toBe('nothing is gone');
  });
  test('time waited is named where there was any', () => {
    expect(plain(costInWords(run()))).toBe('1 request, 400 bytes');
    expect(plain(costInWords(run({ requests: 14, bytes: 1_200_000, waitedSeconds: 3 })))).toBe(
      '14 requests, 1.2 MB, waited 3 s',
    );
  });
  test('the open run of a source is found by its source, not among others or those that ended', () => {
    const jobs = [
      job({ id: 'a', state: 'done' }),
      job({ id: 'b', source: 'other' }),
      job({ id: 'c', state: 'queued' }),
    ];
    expect(openRunOf('jira', jobs)?.id).toBe('c');
    expect(openRunOf('none', jobs)).toBe(null);
  });
});

test('what a tool brings reads as a list', () => {
  expect(bringsInWords(['work', 'iterations', 'incidents'])).toBe('Work items, iterations and incidents');
  expect(bringsInWords(['work'])).toBe('Work items');
});

test('a pace is told in the unit a person would pick', () => {
  expect([1, 15, 60, 240, 1440].map(everyInWords)).toEqual([
    'every minute',
    'every 15 minutes',
    'every hour',
    'every 4 hours',
    'once a day',
  ]);
});
