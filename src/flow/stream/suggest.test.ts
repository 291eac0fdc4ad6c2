import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../facts.ts';
import { parseStream, showProblem } from './parse.ts';
import { times, went } from './suggest/history.test-data.ts';
import { collectSurvey, suggestDocument } from './suggest.ts';

describe('a suggested document', () => {
  it('takes from the source that it was made from and from no other, with or without projects', () => {
    const scopeOf = (histories: Parameters<typeof collectSurvey>[0]) => {
      const read = parseStream(suggestDocument(collectSurvey(histories), { timeZone: 'UTC', source: 'jira-2' }));
      return read.ok ? read.document.items : read.problems.map((one) => showProblem(one));
    };
    const item = went('K-1', '1:Open › 5:Resolved', {});
    expect(scopeOf([item])).toEqual([{ source: ['jira-2'], project: ['SHOP'] }]);
    expect(scopeOf([{ ...item, initial: { ...item.initial, project: null } }])).toEqual([{ source: ['jira-2'] }]);
  });

  it('says on each guess why', () => {
    const histories = [
      ...times(2, '1:Open › 3:In Progress › 5:Resolved › 4:Reopened › 5:Resolved', {
        type: 'Bug',
        resolution: 'Fixed',
      }),
      went('K-3', '1:Open › 7:Blocked › 5:Resolved', { type: 'Epic', resolution: 'Duplicate', labels: ['security'] }),
    ];
    const text = suggestDocument(collectSurvey(histories), { timeZone: 'Europe/Berlin', name: 'Checkout' });
    expect(
      text,
    ).toBe(`# A first document for Checkout, guessed from 3 items. Each remark says why; mend what is wrong and delete the remarks
# that you have read. All keys are described in docs/stream-document.md.
version: 1
stream: Checkout
timeZone: Europe/Berlin
# identity: {domain: …, purpose: …, type: stream-aligned, since: 2024-01-01}

# Which items belong.
items: [{project: [SHOP]}]

# The smallest piece of work that is worth something by itself.
flowItem: story

# Levels: the first rule that matches holds.
levels:
  # by its name: Epic (1)
  - {type: Epic, level: epic}
  # everything else: Bug (2)
  - {level: story}

# Kinds: the first rule that matches holds.
kinds:
  # by the type
  - {type: Bug, kind: defect}
  # labels that were seen; put this line on top if a defect with such a label is a risk to you
  - {label: security, kind: risk}
  # Everything else, among it Epic (1), which may be something else; without this line it would be shown as unmapped.
  - {kind: feature}

# The map, in the order that items usually pass it. new: not accepted; waiting and active: in process.
steps:
  # Open (3 items): no status before the work says that an item was chosen, so this one commits it; make it new if it
  # is only an inbox
  # Reopened (2 items): finished work that came back and waits to be taken up again
  - {step: Ready, stage: delivery, state: waiting, statuses: [{id: "1", name: Open}, {id: "4", name: Reopened}]}
  # In Progress (2 items): by its name, somebody works on it
  - {step: In Progress, state: active, statuses: [{id: "3", name: In Progress}]}
  # Resolved (3 items): by its name
  - {step: Resolved, state: done, statuses: [{id: "5", name: Resolved}]}

# With these an item counts as cancelled, not as completed; all were seen. Counted as completed: Fixed.
resolutions: {cancelled: [Duplicate]}

# What holds work up: no flag was seen; no link that says blocked was seen.
# Blocked (1 item): by its name, work is held up here: it stays in the step where it was, and the time counts as
# blocked
blocked: {flag: Flagged, statuses: [{id: "7", name: Blocked}], links: []}

# Teams: the first rule that matches holds; without one an item has no team. For example:
# teams: [{team: Core, type: stream-aligned, component: Core}]

# What is usual, to change where yours differs:
# options: {restartOnReturnToNew: false, stalledAfterDays: 5, runWork: [defect], innovationShare: 0}
# daysOff: {weekdays: [Saturday, Sunday], dates: []}
`);
  });

  it('can be written for a history of nothing', () => {
    const read = parseStream(suggestDocument(collectSurvey([]), { timeZone: 'UTC' }));
    expect(read.ok && read.document.stream).toBe('My stream');
  });

  it('gives another flow item where one is named', () => {
    const text = suggestDocument(collectSurvey(times(1, 'Open › Done', { type: 'Epic' })), {
      timeZone: 'UTC',
      flowItem: 'epic',
    });
    const read = parseStream(text);
    expect(read.ok && read.document.levels).toEqual([{ level: 'epic' }]);
  });

  it('puts statuses of one name and several ids into one step', () => {
    const histories = [went('K-1', '1:To Do › 9:Done'), went('K-2', '2:To Do › 9:Done'), went('K-3', 'To Do › 9:Done')];
    const read = parseStream(suggestDocument(collectSurvey(histories), { timeZone: 'UTC' }));
    if (!read.ok) throw new Error('the suggestion is refused');
    const stepOf = (id: string | null) => read.stream.stepOf({ id, name: 'To Do' });
    expect([stepOf('1'), stepOf('2'), stepOf(null)]).toEqual([0, 0, 0]);
  });

  const name = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
      fc.constantFrom(
        'Open',
        'OPEN',
        'Done',
        'Blocked',
        'Backlog',
        '1',
        'true',
        'a: b',
        '# x',
        '[x]',
        '{',
        "Won't Do",
        'x\ny',
        '- y',
      ),
    )
    .filter((text) => text.trim() !== '');
  const aStatus = fc.oneof(
    name.map((text) => ({ id: null, name: text })),
    fc.record({ id: fc.constantFrom('1', '2', '3', '10'), name }),
  );
  const names = fc.array(name, { maxLength: 3 });
  const history = fc
    .record({
      way: fc.array(aStatus, { minLength: 1, maxLength: 6 }),
      item: name,
      fields: fc.record({
        type: fc.option(name),
        project: fc.option(name),
        parent: fc.option(name),
        resolution: fc.option(name),
        team: fc.option(name),
        labels: names,
        components: names,
        links: names.map((types) => types.map((type) => ({ type, item: 'K-1' }))),
      }),
    })
    .map(({ way: [first, ...rest], item, fields }) => {
      const made = went(item, 'Open', fields);
      const changes = rest.map((to, index) => ({ at: index, sequence: 0, field: 'status' as const, from: null, to }));
      return { ...made, initial: { ...made.initial, status: first ?? null }, changes };
    });

  it('law: whatever the history holds, it reads back, and every status that was seen has its place', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), fc.constantFrom(...LEVELS), (histories, flowItem) => {
        const read = parseStream(suggestDocument(collectSurvey(histories), { timeZone: 'UTC', flowItem }));
        if (!read.ok) throw new Error(read.problems.map((one) => showProblem(one)).join('\n'));
        for (const { initial, changes } of histories) {
          for (const seen of [initial.status, ...changes.map(({ to }) => to)]) {
            if (seen === null) continue;
            expect(read.stream.stepOf(seen) !== -1 || read.stream.isBlockedStatus(seen)).toBe(true);
          }
        }
      }),
    );
  });
});
