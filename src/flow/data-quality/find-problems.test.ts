import { describe, expect, it } from 'vitest';
import type { Fields, ItemHistory, Status } from '../history.ts';
import { exampleStream, inputOf, itemOf } from '../metrics/example.test-data.ts';
import type { Stream } from '../stream/compile.ts';
import { findProblems, type Problem } from './index.ts';

/** Idea (new) › Ready (waiting) › Build (active) › Review (waiting) › Test (active) › Done, and Dropped (cancelled). */
const STREAM = exampleStream();

function problemsOf(histories: readonly ItemHistory[], stream: Stream = STREAM): readonly Problem[] {
  return findProblems(inputOf(histories, '2026-01-01', '2026-03-01', { stream }));
}

function problemIn(histories: readonly ItemHistory[], problem: string, stream: Stream = STREAM): Problem | undefined {
  return problemsOf(histories, stream).find((one) => one.problem === problem);
}

function withFields(history: ItemHistory, fields: Partial<Fields>): ItemHistory {
  return { ...history, initial: { ...history.initial, ...fields } };
}

const FINISHED = ['2026-01-05T09:00Z Ready', '2026-01-06T09:00Z Build', '2026-01-07T09:00Z Done'];
const child = (item: string, parent: string, lines: readonly string[] = FINISHED): ItemHistory =>
  withFields(itemOf(item, lines), { parent });

describe('a stream without problems', () => {
  it('has none, and an empty one has none', () => {
    expect(problemsOf([itemOf('K-1', FINISHED)])).toEqual([]);
    expect(problemsOf([])).toEqual([]);
  });
});

describe('the list of problems', () => {
  it('goes from the map over the work to the history, whatever was found first', () => {
    const histories = [
      { ...itemOf('K-1', [...FINISHED, '2026-01-08T09:00Z Build']), isCutShort: true },
      itemOf('K-2', ['2026-01-05T09:00Z Triage'], { type: 'Chore' }),
    ];
    expect(problemsOf(histories).map(({ problem }) => problem)).toEqual([
      'status-unmapped',
      'kind-unmapped',
      'moved-backwards',
      'reopened',
      'history-begins-late',
    ]);
  });
});

describe('problems of single items', () => {
  it('a status in no step is named, with its items, and the advice leads to the map', () => {
    const found = problemIn(
      [
        itemOf('K-1', ['2026-01-05T09:00Z Ready', '2026-01-06T09:00Z Triage', '2026-01-07T09:00Z QA']),
        itemOf('K-2', ['2026-01-05T09:00Z Triage']),
        itemOf('K-3', FINISHED),
      ],
      'status-unmapped',
    );
    expect(found).toMatchObject({ count: 2, items: ['K-1', 'K-2'], detail: '"Triage" (2), "QA" (1)' });
    expect(found?.advice).toContain('Streams › Example › Map');
  });

  it('a kind that no rule gives is shown with the types', () => {
    const found = problemIn([itemOf('K-1', FINISHED, { type: 'Chore' }), itemOf('K-2', FINISHED)], 'kind-unmapped');
    expect(found).toMatchObject({ count: 1, items: ['K-1'], detail: '"Chore" (1)' });
  });

  it.each([
    ['done-never-started', ['2026-01-05T09:00Z Idea', '2026-01-06T09:00Z Done']],
    ['moved-backwards', ['2026-01-05T09:00Z Build', '2026-01-06T09:00Z Review', '2026-01-07T09:00Z Build']],
    ['reopened', [...FINISHED, '2026-01-08T09:00Z Build']],
    ['revived', ['2026-01-05T09:00Z Build', '2026-01-06T09:00Z Dropped', '2026-01-07T09:00Z Build']],
  ])('%s', (problem, lines) => {
    const found = problemIn([itemOf('K-1', lines), itemOf('K-2', FINISHED)], problem);
    expect(found).toMatchObject({ count: 1, items: ['K-1'] });
  });

  it('an item that went back twice is one item', () => {
    const lines = ['05 Build', '06 Review', '07 Build', '08 Review', '09 Build'].map(
      (line) => `2026-01-${line.replace(' ', 'T09:00Z ')}`,
    );
    expect(problemIn([itemOf('K-1', lines)], 'moved-backwards')).toMatchObject({ count: 1, items: ['K-1'] });
  });

  it('done without a resolution is a problem only where others have one', () => {
    const resolved = itemOf('K-2', [
      ...FINISHED.slice(0, 2),
      '2026-01-07T09:00Z resolution=Fixed',
      '2026-01-07T09:00Z Done',
    ]);
    expect(problemIn([itemOf('K-1', FINISHED)], 'done-without-resolution')).toBeUndefined();
    expect(problemIn([itemOf('K-1', FINISHED), resolved], 'done-without-resolution')).toMatchObject({ items: ['K-1'] });
  });

  it('a history that is cut short, leads elsewhere or begins before creation', () => {
    const done: Status = { id: null, name: 'Done' };
    const histories = [
      { ...itemOf('K-1', FINISHED), isCutShort: true },
      { ...itemOf('K-2', FINISHED.slice(0, 2)), presentStatus: done },
      { ...itemOf('K-3', FINISHED), createdAt: Date.parse('2026-01-06T12:00Z') },
    ];
    expect(problemIn(histories, 'history-begins-late')?.items).toEqual(['K-1']);
    expect(problemIn(histories, 'history-not-matching')?.items).toEqual(['K-2']);
    expect(problemIn(histories, 'changes-before-creation')?.items).toEqual(['K-3']);
  });

  it('a blocker that is not here is named; one that is here is no problem', () => {
    const stream = exampleStream({ blocked: { links: ['is blocked by'] } });
    const blocked = (item: string, by: string) =>
      withFields(itemOf(item, FINISHED), { links: [{ type: 'is blocked by', item: by }] });
    const histories = [blocked('K-1', 'X-9'), blocked('K-2', 'K-3'), itemOf('K-3', FINISHED)];
    expect(problemIn(histories, 'blocker-unknown', stream)).toMatchObject({ items: ['K-1'], detail: '"X-9" (1)' });
  });
});

describe('problems of levels and parents', () => {
  const stream = exampleStream({
    levels: [
      { type: 'Epic', level: 'epic' },
      { type: ['Story', 'Bug', 'Task', 'Release'], level: 'story' },
    ],
  });

  it('an item that no level rule takes is named: no measure holds it', () => {
    const histories = [itemOf('K-1', FINISHED, { type: 'Wish' }), itemOf('K-2', FINISHED)];
    expect(problemIn(histories, 'level-unmapped', stream)).toMatchObject({ items: ['K-1'], detail: '"Wish" (1)' });
  });

  it('a task, a release and a part of a flow item are no flow items', () => {
    const histories = [
      itemOf('K-1', FINISHED, { type: 'Task' }),
      itemOf('K-2', FINISHED, { type: 'Release' }),
      itemOf('K-3', FINISHED),
      child('K-4', 'K-3'),
      itemOf('K-5', FINISHED, { type: 'Epic' }),
      child('K-6', 'K-5'),
    ];
    expect(problemIn(histories, 'task-or-release-at-flow-level', stream)?.items).toEqual(['K-1', 'K-2', 'K-4']);
  });

  it('a flow item without parent is a problem only where others have one', () => {
    expect(problemIn([itemOf('K-1', FINISHED)], 'flow-item-without-parent')).toBeUndefined();
    const histories = [itemOf('K-1', FINISHED), child('K-2', 'E-1')];
    expect(problemIn(histories, 'flow-item-without-parent')).toMatchObject({ count: 1, items: ['K-1'] });
  });

  it('a circle of parents holds its members and not those who hang on it', () => {
    const histories = [
      child('K-1', 'K-2'),
      child('K-2', 'K-3'),
      child('K-3', 'K-1'),
      child('K-4', 'K-1'),
      child('K-5', 'K-5'),
      child('K-6', 'K-7'),
      itemOf('K-7', FINISHED),
    ];
    expect(problemIn(histories, 'parent-cycle')?.items).toEqual(['K-1', 'K-2', 'K-3', 'K-5']);
  });

  it('keys of two sources do not make a circle', () => {
    const other = { ...child('K-2', 'K-1'), source: 'other' };
    expect(problemIn([child('K-1', 'K-2'), other], 'parent-cycle')).toBeUndefined();
  });
});

describe('siblings finished together', () => {
  const finishedAt = (item: string, parent: string, at: string) =>
    child(item, parent, ['2026-01-05T09:00Z Ready', `${at} Done`]);

  it('two children finished on one day are named with their parent', () => {
    const histories = [finishedAt('K-1', 'E-1', '2026-01-07T08:00Z'), finishedAt('K-2', 'E-1', '2026-01-07T17:00Z')];
    expect(problemIn(histories, 'siblings-finished-together')).toMatchObject({
      count: 2,
      items: ['K-1', 'K-2'],
      detail: '"E-1" (2)',
    });
  });

  it('the day is the one of the stream', () => {
    // 23:30 and 00:30 UTC are two days in UTC and one evening (18:30, 19:30) in New York.
    const histories = [finishedAt('K-1', 'E-1', '2026-01-07T23:30Z'), finishedAt('K-2', 'E-1', '2026-01-08T00:30Z')];
    expect(problemIn(histories, 'siblings-finished-together')).toBeUndefined();
    const newYork = exampleStream({ timeZone: 'America/New_York' });
    expect(problemIn(histories, 'siblings-finished-together', newYork)).toMatchObject({ count: 2 });
  });

  it.each([
    ['an only child', [finishedAt('K-1', 'E-1', '2026-01-07T08:00Z')]],
    ['two days', [finishedAt('K-1', 'E-1', '2026-01-07T08:00Z'), finishedAt('K-2', 'E-1', '2026-01-08T08:00Z')]],
    [
      'one that is still open',
      [
        finishedAt('K-1', 'E-1', '2026-01-07T08:00Z'),
        finishedAt('K-2', 'E-1', '2026-01-07T09:00Z'),
        child('K-3', 'E-1', ['2026-01-05T09:00Z Ready']),
      ],
    ],
    [
      'children of two parents',
      [finishedAt('K-1', 'E-1', '2026-01-07T08:00Z'), finishedAt('K-2', 'E-2', '2026-01-07T09:00Z')],
    ],
  ])('%s is no such family', (_name, histories) => {
    expect(problemIn(histories, 'siblings-finished-together')).toBeUndefined();
  });

  it('a cancelled child does not count either way', () => {
    const histories = [
      finishedAt('K-1', 'E-1', '2026-01-07T08:00Z'),
      finishedAt('K-2', 'E-1', '2026-01-07T09:00Z'),
      child('K-3', 'E-1', ['2026-01-05T09:00Z Ready', '2026-01-20T09:00Z Dropped']),
    ];
    expect(problemIn(histories, 'siblings-finished-together')?.items).toEqual(['K-1', 'K-2']);
  });
});

describe('problems of the map', () => {
  /** An item that stays in Review for so many minutes, and days elsewhere. */
  const reviewed = (item: string, minutes: number): ItemHistory => {
    const left = new Date(Date.parse('2026-01-07T09:00Z') + minutes * 60_000).toISOString();
    return itemOf(item, [
      '2026-01-05T09:00Z Build',
      '2026-01-07T09:00Z Review',
      `${left} Test`,
      '2026-01-09T09:00Z Done',
    ]);
  };

  it('a step whose median visit is under an hour is named with the items that hurried through', () => {
    // 10, 20, 59, 90, 200 minutes: the third of five is the median.
    const histories = [10, 20, 59, 90, 200].map((minutes, index) => reviewed(`K-${index + 1}`, minutes));
    expect(problemIn(histories, 'step-under-an-hour')).toMatchObject({
      count: 1,
      items: ['K-1', 'K-2', 'K-3'],
      detail: '"Review" (median 59 min, 5 visits)',
    });
  });

  it('an hour is not under an hour, and four visits say too little', () => {
    const hour = [10, 20, 60, 90, 200].map((minutes, index) => reviewed(`K-${index + 1}`, minutes));
    expect(problemIn(hour, 'step-under-an-hour')).toBeUndefined();
    const few = [1, 2, 3, 4].map((minutes, index) => reviewed(`K-${index + 1}`, minutes));
    expect(problemIn(few, 'step-under-an-hour')).toBeUndefined();
  });

  it('a visit that goes on says nothing of how long visits last', () => {
    const open = Array.from({ length: 5 }, (_, index) => itemOf(`K-${index}`, ['2026-02-28T23:59Z Build']));
    expect(problemIn(open, 'step-under-an-hour')).toBeUndefined();
  });

  it('over twelve steps are a process map; steps of state ignore do not count', () => {
    const steps = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ step: `Step ${index}`, state: 'active' as const, statuses: [] }));
    const done = { step: 'End', state: 'done' as const, statuses: ['Done'] };
    const aside = { step: 'Aside', state: 'ignore' as const, statuses: ['Aside'] };
    expect(problemIn([], 'too-many-steps', exampleStream({ steps: [...steps(11), aside, done] }))).toBeUndefined();
    expect(problemIn([], 'too-many-steps', exampleStream({ steps: [...steps(12), done] }))).toMatchObject({
      count: 13,
      items: [],
    });
  });
});
