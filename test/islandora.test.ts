import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { measureHistories } from '../src/app/measure-histories.ts';
import type { ItemFacts } from '../src/flow/facts.ts';
import { factsAt } from '../src/flow/facts-at.ts';
import { foldAll } from '../src/flow/fold-all.ts';
import type { ItemHistory } from '../src/flow/history.ts';
import { dayOf, daysFrom, stepDatesOf, weekEndOf } from './golden/other-tool.ts';
import { DATA, hasData, jiraHistories, orSkipped, streamOf } from './golden/real-data.ts';

/** After everything that the export knows. */
const LATER = Date.parse('2020-01-01T00:00Z');

const EXAMPLE = `version: 1
stream: Islandora
timeZone: America/Halifax
items: [{project: [ISLANDORA]}]
flowItem: story
levels:
  - {type: Epic, level: epic}
  - {type: [Sub-task, Technical task], level: task}
  - {level: story}
kinds:
  - {type: Bug, kind: defect}
  - {label: security, kind: risk}
  - {label: [tech-debt, refactoring], kind: debt}
  - {kind: feature}
steps:
  - {step: Received, stage: discovery, state: new, statuses: [Received]}
  - {step: Ready, stage: delivery, state: waiting, statuses: [{id: "1", name: Open}, Reopened]}
  - {step: In progress, state: active, statuses: [In Progress], limit: 12}
  - {step: Review, state: waiting, statuses: [In Review, Awaiting Review]}
  - {step: Done, state: done, statuses: [Resolved, Closed]}
resolutions: {cancelled: ["Won't Fix", Duplicate, "Cannot Reproduce"]}
blocked: {flag: Flagged, statuses: [], links: [is blocked by]}
`;

/**
 * Every 49th issue of the export, the first twenty, each read by eye in the raw change log: what was created in Open (a waiting step) is
 * committed at its creation; d is the first of an unbroken stay in Resolved and Closed; resolutions Won't Fix, Duplicate and Cannot
 * Reproduce cancel. Behind each line: the changes of status and resolution, all there are.
 */
const DRAWN: readonly (readonly [key: string, c: string, d: string | null, x: string | null])[] = [
  // Open > Closed with Fixed 2010-06-10T10:13:18.175.
  ['ISLANDORA-3', '2009-01-10T16:09:29.055Z', '2010-06-10T10:13:18.175Z', null],
  // Open > Resolved with Fixed 2010-10-08T21:59:45.682; Resolved > Closed 2011-11-25, the same stay.
  ['ISLANDORA-103', '2010-10-04T19:56:27.405Z', '2010-10-08T21:59:45.682Z', null],
  // Open > In Progress 2011-01-04T18:33:17.307; > Resolved with Fixed 2011-01-14T21:02:48.164; > Closed 2011-11-28.
  ['ISLANDORA-152', '2011-01-04T18:27:22.055Z', '2011-01-14T21:02:48.164Z', null],
  // Open > Resolved with Won't Fix 2011-03-31T18:43:59.863; > Closed 2011-11-28: cancelled at the beginning of the stay.
  ['ISLANDORA-201', '2011-02-16T13:32:28.469Z', null, '2011-03-31T18:43:59.863Z'],
  // Open > Resolved with Ready for Test 2011-05-05T18:29:42.514; > Closed an hour later.
  ['ISLANDORA-250', '2011-05-03T11:34:39.953Z', '2011-05-05T18:29:42.514Z', null],
  // Open > Resolved with Duplicate 2011-11-28T16:27:31.900; > Closed 2011-12-14.
  ['ISLANDORA-299', '2011-07-18T17:20:17.927Z', null, '2011-11-28T16:27:31.900Z'],
  // Open > Resolved with Ready for Test 2011-09-19T19:53:49.923, two minutes after its creation; > Closed 2012-02-10.
  ['ISLANDORA-348', '2011-09-19T19:51:54.499Z', '2011-09-19T19:53:49.923Z', null],
  // Open > Resolved with Cannot Reproduce 2011-11-28T17:50:57.943; > Closed 2011-12-14.
  ['ISLANDORA-397', '2011-10-26T16:35:41.241Z', null, '2011-11-28T17:50:57.943Z'],
  // Open > In Progress 2011-12-14 and nothing since: open.
  ['ISLANDORA-446', '2011-11-29T17:28:51.104Z', null, null],
  // Open > Resolved with Won't Fix 2014-02-13T20:08:31.905.
  ['ISLANDORA-495', '2012-01-17T13:48:13.257Z', null, '2014-02-13T20:08:31.905Z'],
  // Open > Resolved with Ready for Test 2012-04-10T12:59:48.766; > Closed 2012-04-18.
  ['ISLANDORA-544', '2012-03-22T14:26:57.644Z', '2012-04-10T12:59:48.766Z', null],
  // Open > Closed with Fixed 2012-06-14T19:01:17.778.
  ['ISLANDORA-593', '2012-05-06T16:47:08.361Z', '2012-06-14T19:01:17.778Z', null],
  // Open > Resolved with Fixed 2012-10-12T01:50:52.307.
  ['ISLANDORA-642', '2012-06-01T19:16:29.598Z', '2012-10-12T01:50:52.307Z', null],
  // Open > Resolved with Answered (no cancelling resolution) 2013-10-03T18:54:20.555; > Closed the same evening.
  ['ISLANDORA-691', '2012-06-28T00:06:11.395Z', '2013-10-03T18:54:20.555Z', null],
  // Open > Closed with Fixed 2012-09-13T18:57:47.322.
  ['ISLANDORA-743', '2012-09-10T10:33:36.112Z', '2012-09-13T18:57:47.322Z', null],
  // Open > Resolved with Fixed 2012-12-10T18:31:10.639.
  ['ISLANDORA-792', '2012-12-03T15:33:20.937Z', '2012-12-10T18:31:10.639Z', null],
  // No change of status: open.
  ['ISLANDORA-841', '2013-02-07T19:25:04.078Z', null, null],
  // Open > Closed with Duplicate 2013-08-23T16:16:57.417.
  ['ISLANDORA-891', '2013-06-24T17:33:08.138Z', null, '2013-08-23T16:16:57.417Z'],
  // Open > Closed with Ready for Release 2014-07-31T18:33:15.377.
  ['ISLANDORA-940', '2014-02-28T17:00:31.472Z', '2014-07-31T18:33:15.377Z', null],
  // No change of status: open.
  ['ISLANDORA-989', '2014-05-22T19:42:43.056Z', null, null],
];

/** None of the drawn was reopened, so four that were, chosen for it. */
const REOPENED: readonly (readonly [key: string, c: string, d: string | null, x: string | null])[] = [
  // Closed with Won't Fix 2011-09-01T19:02:43.468, reopened 44 s later: a cancelled stay, so a revival and a new life; Closed with Answered 2011-11-24T19:32:28.152.
  ['ISLANDORA-291', '2011-09-01T19:03:27.171Z', '2011-11-24T19:32:28.152Z', null],
  // Closed with Duplicate 2011-11-24T20:05:20.606, reopened 2011-11-25T19:55:41.432: a new life; Resolved with Fixed 16 s later.
  ['ISLANDORA-410', '2011-11-25T19:55:41.432Z', '2011-11-25T19:55:57.250Z', null],
  // Closed with Won't Fix 2014-03-27T21:51:56.991, reopened 2014-03-28T12:00:57.331 and still open.
  ['ISLANDORA-644', '2014-03-28T12:00:57.331Z', null, null],
  // Resolved with Fixed 2013-12-12T20:09:29.908, reopened 2014-03-10T16:41:15.277, Resolved with Fixed 20 s later: completed stays, so one life from its creation.
  ['ISLANDORA-925', '2013-12-04T17:28:44.344Z', '2014-03-10T16:41:35.369Z', null],
];

describe.skipIf(!hasData)(`Islandora${orSkipped}`, () => {
  const stream = streamOf(EXAMPLE);
  let histories: readonly ItemHistory[] = [];
  const factsOf = (key: string): ItemFacts | null => {
    const timeline = foldAll(histories, stream).find((one) => one.item === key);
    return timeline === undefined ? null : factsAt(timeline, stream, LATER);
  };

  beforeAll(async () => {
    histories = await jiraHistories('islandora.ndjson.gz');
  });

  test('the drawn items are every 49th of the export', () => {
    expect(DRAWN.map(([key]) => key)).toEqual(Array.from({ length: 20 }, (_, place) => histories[place * 49]?.item));
  });

  test.each([...DRAWN, ...REOPENED])('%s: committed %s, completed %s, cancelled %s', (key, c, d, x) => {
    const shown = (at: number | null | undefined): string | null => (at == null ? null : new Date(at).toISOString());
    const facts = factsOf(key);
    expect([shown(facts?.committedAt), shown(facts?.completedAt), shown(facts?.cancelledAt)]).toEqual([c, d, x]);
    expect(facts?.flowTimeMs).toBe(d === null ? null : Date.parse(d) - Date.parse(c));
  });

  /**
   * December 2013 in Halifax, by reading every change of status to Resolved or Closed in it: 901 (9th, Ready for Test) and 925 (12th, Fixed)
   * were completed, 681, 684 and 760 (12th) ended as Won't Fix. All five are flow items, 901 and 925 bugs.
   */
  test('velocity of December 2013 is two defects; three were cancelled', () => {
    const { metrics } = measureHistories(histories, stream, { from: '2013-12-01', to: '2014-01-01' });
    expect(metrics['flow-velocity']).toMatchObject({
      value: { total: 2, byKind: { feature: 0, defect: 2 } },
      items: ['ISLANDORA-901', 'ISLANDORA-925'],
    });
    expect(metrics['cancelled-share']).toMatchObject({ value: { share: 3 / 5, cancelled: 3, completed: 2 } });
  });

  test('seen from later, the one that was reopened in March counts in March', () => {
    const december = measureHistories(histories, stream, { from: '2013-12-01', to: '2014-01-01', asOf: LATER });
    expect(december.metrics['flow-velocity']).toMatchObject({ value: { total: 1 }, items: ['ISLANDORA-901'] });
    expect(december.metrics['reopen-rate']).toMatchObject({ value: { reopened: 1, completedStays: 2 } });
  });
});

/** The map that the other tool was run with. It knows no levels, no cancelling resolutions and no zone. */
const THEIRS = `version: 1
stream: Islandora
timeZone: UTC
flowItem: story
levels: [{level: story}]
steps:
  - {step: Received, state: new, statuses: [Received]}
  - {step: Open, state: waiting, statuses: [Open, Reopened]}
  - {step: In Progress, state: active, statuses: [In Progress]}
  - {step: Review, state: waiting, statuses: [In Review, Patch Available, Awaiting Review, Ready to Merge, Reviewed, Waiting]}
  - {step: Done, state: done, statuses: [Resolved, Closed]}
resolutions: {cancelled: ["Won't Fix", Duplicate, "Cannot Reproduce"]}
`;
const STEPS = ['Received', 'Open', 'In Progress', 'Review', 'Done'];

describe.skipIf(!hasData)(`beside jira-agile-metrics${orSkipped}`, () => {
  const stream = streamOf(THEIRS);
  let facts: readonly ItemFacts[] = [];
  const rows = (file: string): readonly Readonly<Record<string, string>>[] =>
    hasData ? parse(readFileSync(path.join(DATA, 'jira', file)), { columns: true }) : [];
  const theirs = new Map(rows('B_ISLANDORA_cycletime.csv').map((row) => [row.key ?? '', row]));

  beforeAll(async () => {
    const timelines = foldAll(await jiraHistories('islandora.ndjson.gz'), stream);
    facts = timelines.flatMap((timeline) => factsAt(timeline, stream, LATER) ?? []);
  });

  test('both hold the same items', () => {
    expect(new Set(facts.map((one) => one.item))).toEqual(new Set(theirs.keys()));
  });

  test('three rules of the other tool, applied to our visits, give each of its dates', () => {
    const wrong = facts.flatMap((one) => {
      const row = theirs.get(one.item);
      const expected = STEPS.map((step) => (row?.[step] === '' ? null : (row?.[step] ?? null)));
      const { dates } = stepDatesOf(one, STEPS.length);
      return JSON.stringify(dates) === JSON.stringify(expected) ? [] : [{ item: one.item, dates, expected }];
    });
    expect(wrong).toEqual([]);
  });

  test('its weeks run from Tuesday to Monday and hold what we call cancelled too', () => {
    const ended = facts.flatMap((one) => one.completedAt ?? one.cancelledAt ?? []);
    const counts = new Map<string, number>();
    for (const at of ended) counts.set(weekEndOf(dayOf(at)), (counts.get(weekEndOf(dayOf(at))) ?? 0) + 1);
    const weeks = rows('B_ISLANDORA_throughput_weekly.csv').map((row) => [row[''] ?? '', Number(row.count)] as const);
    expect(weeks.map(([week]) => [week, counts.get(week) ?? 0])).toEqual(weeks);
    expect(weeks.reduce((sum, [, count]) => sum + count, 0)).toBe(ended.length);
  });

  test('every difference is of a class that docs/comparison.md explains, with these counts', () => {
    const items = { same: 0, cancelled: 0, revived: 0, revivedOpen: 0, open: 0, other: 0 };
    const days = { whole: 0, fewer: 0 };
    const dates = { filled: 0, wiped: 0 };
    let oursLater = 0;
    for (const one of facts) {
      const row = theirs.get(one.item);
      const { filled, wiped } = stepDatesOf(one, STEPS.length);
      dates.filled += filled;
      dates.wiped += wiped;
      const committedOn = one.committedAt === null ? null : dayOf(one.committedAt);
      const completedOn = one.completedAt === null ? null : dayOf(one.completedAt);
      const hasSameStart = committedOn === row?.Open;
      if (completedOn !== null && completedOn === row?.Done && hasSameStart) {
        items.same += 1;
        const cycle = Number((row.cycle_time ?? '').split(' ')[0]);
        expect(cycle).toBe(daysFrom(committedOn ?? '', completedOn));
        const wholeDays = Math.floor((one.flowTimeMs ?? 0) / 86_400_000);
        expect([cycle, cycle - 1]).toContain(wholeDays);
        if (wholeDays === cycle) days.whole += 1;
        else days.fewer += 1;
      } else if (one.cancelledAt !== null && dayOf(one.cancelledAt) === row?.Done) items.cancelled += 1;
      else if (one.revivals > 0 && !hasSameStart && completedOn === (row?.Done === '' ? null : row?.Done)) {
        if (completedOn === null) items.revivedOpen += 1;
        else items.revived += 1;
        if ((committedOn ?? '') > (row?.Open ?? '')) oursLater += 1;
      } else if (completedOn === null && one.cancelledAt === null && row?.Done === '' && hasSameStart) items.open += 1;
      else items.other += 1;
    }
    expect(items.other).toBe(0);
    expect(oursLater).toBe(items.revived + items.revivedOpen);
    const table = [
      `| the same day for c and d | ${items.same} |`,
      `| open in both, the same day for c | ${items.open} |`,
      `| cancelled here, done there, on the same day | ${items.cancelled} |`,
      `| revived: c is later here, d the same | ${items.revived} |`,
      `| revived and open: c is later here | ${items.revivedOpen} |`,
      `| of those with the same c and d: our flow time holds as many whole days as theirs | ${days.whole} |`,
      `| of those with the same c and d: ours holds one whole day fewer | ${days.fewer} |`,
      `| dates there of a step that was never entered, or whose entry was wiped | ${dates.filled} |`,
      `| entries wiped there by a later move back | ${dates.wiped} |`,
    ];
    const written = readFileSync(path.resolve(import.meta.dirname, '../docs/comparison.md'), 'utf8');
    const missing = table.filter((line) => !written.includes(line));
    expect(missing, `docs/comparison.md must say:\n${table.join('\n')}`).toEqual([]);
  });
});
