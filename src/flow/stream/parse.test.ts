import { describe, expect, it } from 'vitest';
import { DOCUMENT_MAPPINGS } from './document.ts';
import { DOCUMENT_KEYS } from './document-keys.ts';
import { parseStream, showProblem, type TextProblem } from './parse.ts';

const DOCUMENT = `version: 1
stream: Checkout
timeZone: America/Halifax
flowItem: story
levels:
  - {type: Epic, level: epic}
  - {level: story}
kinds:
  - {type: Bug, kind: defect}
  - {kind: feature}
steps:
  - {step: Received, stage: discovery, state: new, statuses: [Received]}
  - {step: Ready, stage: delivery, state: waiting, statuses: [{id: "1", name: Open}, Reopened]}
  - {step: In progress, state: active, statuses: [In Progress], limit: 12}
  - {step: Done, state: done, statuses: [Resolved, Closed]}
`;

function problemsOf(text: string): readonly TextProblem[] {
  const read = parseStream(text);
  return read.ok ? [] : read.problems;
}

function changed(from: string, to: string): string {
  expect(DOCUMENT).toContain(from);
  return DOCUMENT.replace(from, to);
}

/** `line path: message` of each problem. */
function shown(text: string): readonly string[] {
  return problemsOf(text).map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

describe('a good document', () => {
  it('is read with its defaults filled in', () => {
    const read = parseStream(DOCUMENT);
    if (!read.ok) throw new Error(read.problems.map((one) => showProblem(one)).join('\n'));
    expect(read.document.levels[0]).toEqual({ type: ['Epic'], level: 'epic' });
    expect(read.document.steps[1]?.statuses).toEqual([
      { id: '1', name: 'Open' },
      { id: null, name: 'Reopened' },
    ]);
    expect(read.document.options.stalledAfterDays).toBe(5);
    expect(read.stream.steps.map((step) => step.stage)).toEqual(['discovery', 'delivery', 'delivery', 'delivery']);
    expect(read.warnings).toEqual([]);
  });

  it('may begin with a byte order mark and end its lines as Windows does', () => {
    const plain = parseStream(DOCUMENT);
    const windows = parseStream(`\uFEFF${DOCUMENT.replaceAll('\n', '\r\n')}`);
    expect(windows.ok && windows.document).toEqual(plain.ok && plain.document);
    expect(problemsOf(`\uFEFF${changed('state: active', 'state: busy').replaceAll('\n', '\r\n')}`)[0]).toMatchObject({
      line: 14,
      column: 32,
    });
  });

  it('may be JSON', () => {
    const plain = parseStream(DOCUMENT);
    if (!plain.ok) throw new Error('the document above is good');
    const { items: _items, identity: _identity, ...rest } = plain.document;
    const statuses = (refs: readonly { id: string | null; name: string | null }[]) =>
      refs.map(({ id, name }) => (id === null ? name : { id, name }));
    const steps = rest.steps.map((step) => ({ ...step, statuses: statuses(step.statuses) }));
    const json = parseStream(JSON.stringify({ ...rest, steps }));
    expect(json.ok && json.document).toEqual(plain.document);
  });

  it('takes numbers as names, spelled as they stand', () => {
    const read = parseStream(changed('[Resolved, Closed]', '[{id: 10001}, 1.10, 007]'));
    expect(read.ok && read.document.steps[3]?.statuses).toEqual([
      { id: '10001', name: null },
      { id: null, name: '1.10' },
      { id: null, name: '007' },
    ]);
    expect(read.ok && read.document.steps[2]?.limit).toBe(12);
    const named = parseStream(changed('stream: Checkout', 'stream: 2026'));
    expect(named.ok && named.stream.name).toBe('2026');
  });

  it('may use anchors and aliases', () => {
    const read = parseStream(
      `${changed('[Resolved, Closed]', '&done [Resolved, Closed]')}blocked: {statuses: *done}\n`,
    );
    expect(read.ok && read.document.blocked.statuses.map((ref) => ref.name)).toEqual(['Resolved', 'Closed']);
  });
});

describe('a mistake names line, key, what was found and what is allowed', () => {
  it.each([
    [
      'a value near an allowed one',
      changed('state: active', 'state: activ'),
      '14 steps[2].state: found "activ"; expected one of new, waiting, active, done, cancelled, ignore; did you mean "active"?',
    ],
    [
      'a key that is not known here',
      changed('limit: 12', 'wip: 12'),
      '14 steps[2].wip: unknown key "wip"; allowed: step, stage, state, statuses, events, limit; did you mean "limit"?',
    ],
    [
      'a key that is missing',
      changed(' state: active,', ''),
      '14 steps[2].state: "state" is missing; expected one of new, waiting, active, done, cancelled, ignore',
    ],
    [
      'a key that stands twice',
      changed('flowItem: story', 'stream: Payments'),
      '4 stream: key "stream" stands twice (first in line 2); keep one',
    ],
    [
      'a status in two steps',
      changed('[Resolved, Closed]', '[Resolved, In Progress]'),
      '15 steps[3].statuses[1]: status "In Progress" stands in step "In progress" and in step "Done"; a status belongs to one step',
    ],
    [
      'an id in two steps',
      changed('[Resolved, Closed]', '[{id: 1, name: Finished}]'),
      '15 steps[3].statuses[0]: status "Finished" (id "1") stands in step "Ready" and in step "Done"; a status belongs to one step',
    ],
    [
      'an event in two steps',
      changed('state: active,', 'state: active, events: [merged],').replace('Closed]', 'Closed], events: [merged]'),
      '15 steps[3].events[0]: event "merged" stands in step "In progress" and in step "Done"; an event belongs to one step',
    ],
    [
      'an event that is not known',
      changed('limit: 12', 'events: [deploy]'),
      '14 steps[2].events[0]: found "deploy"; expected one of review opened, merged, deployed; did you mean "deployed"?',
    ],
    [
      'a step that stands twice',
      changed('step: Done', 'step: Ready'),
      '15 steps[3].step: step "Ready" stands twice; give each step its own name, or put its statuses together',
    ],
    [
      'a status that is neither name nor id',
      changed('[Resolved, Closed]', '[{}]'),
      '15 steps[3].statuses[0]: a status needs an id, a name or both',
    ],
    [
      'a truth value for a name',
      changed('[Resolved, Closed]', '[true]'),
      '15 steps[3].statuses[0]: found true; expected a status: a name or {id: "1", name: Open}; if it is a name, put it in quotes: "true"',
    ],
    [
      'a text where a list belongs',
      changed('[Resolved, Closed]', 'Resolved'),
      '15 steps[3].statuses: found "Resolved"; expected a list of statuses, each a name or {id: "1", name: Open}',
    ],
    [
      'a limit below 1',
      changed('limit: 12', 'limit: 0'),
      '14 steps[2].limit: found 0; expected a whole number above 0; leave it out where there is no limit',
    ],
    [
      'a key without a value',
      changed('limit: 12', 'limit:'),
      '14 steps[2].limit: found nothing; expected a whole number above 0; leave it out where there is no limit',
    ],
    [
      'a zone that does not exist',
      changed('Halifax', 'Halifx'),
      '3 timeZone: "America/Halifx" is not a known time zone; did you mean "America/Halifax"?',
    ],
    ['another version', changed('version: 1', 'version: 2'), '1 version: found 2; expected the number 1'],
    [
      'a word of another list',
      `${DOCUMENT}options: {runWork: [bug]}\n`,
      '16 options.runWork[0]: found "bug"; expected one of feature, defect, risk, debt; did you mean "defect"?',
    ],
    [
      'a day that does not exist',
      `${DOCUMENT}daysOff: {dates: [2026-02-30]}\n`,
      '16 daysOff.dates[0]: found "2026-02-30"; expected a day such as 2026-12-25',
    ],
    [
      'a rule without a word',
      changed('type: Bug', 'label: []'),
      '9 kinds[0].label: found an empty list; expected a text or a list of texts',
    ],
    [
      'a wrong value of a field with blanks in its name',
      changed('type: Bug', 'field: {Found in: [{a: 1}]}'),
      '9 kinds[0].field["Found in"][0]: found a mapping; expected a text',
    ],
  ])('%s', (_name, text, problem) => {
    expect(shown(text)).toEqual([problem]);
  });

  it('a key written in another case is one mistake, not a missing key and an unknown one', () => {
    const [first, ...rest] = problemsOf(changed('timeZone', 'timezone'));
    expect(first?.message).toMatch(/^unknown key "timezone"; .*did you mean "timeZone"\?$/);
    expect(rest).toEqual([]);
  });

  it('all mistakes are given at once, in order of line', () => {
    const text = changed('state: active', 'state: busy').replace('kind: defect', 'kind: fault');
    expect(problemsOf(text).map(({ line, path }) => [line, path])).toEqual([
      [9, 'kinds[0].kind'],
      [14, 'steps[2].state'],
    ]);
  });
});

describe('a text that is no document', () => {
  it.each([
    ['an empty file', '', 'the file is empty'],
    ['a file of comments', '# nothing yet\n', 'the file is empty'],
    ['a list', '- a\n- b\n', "found a list; a stream's document is a mapping"],
    ['a text', 'hello\n', 'found "hello"; a stream\'s document is a mapping'],
    ['a text of 10 MB', 'x'.repeat(10 * 1_048_576), 'the text is 10.0 MB'],
    ['a tower of brackets', '['.repeat(5000), 'nested too deeply'],
    ['two documents', `${DOCUMENT}---\na: 1\n`, 'a second document begins here'],
    ['a tab', changed('  - {type: Bug', '\t- {type: Bug'), 'a tab stands at the beginning of the line'],
    ['a tag', changed('Checkout', '!x Checkout'), 'tags (!name) are not read here'],
    ['an open bracket', changed('[Received]', '[Received'), 'a bracket is not closed'],
    ['an open quote', changed('"1"', '"1'), 'a quote, bracket or colon is missing'],
    ['two colons', changed('Checkout', 'Check: out'), 'two colons in one line'],
    ['an unknown alias', changed('story', '*story'), 'alias *story has no anchor &story before it'],
    ['a merge key', changed('flowItem', '<<: {a: 1}\nflowItem'), 'merge keys (<<) are not read here'],
    ['a list as key', changed('flowItem', '? [a, b]\n: 1\nflowItem'), 'a key must be a word'],
  ])('%s is refused in plain words', (_name, text, message) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
  });

  it('aliases of aliases cannot fill the memory', () => {
    // Ten aliases a line, nine lines: 10^9 values if they were written out.
    const names = 'abcdefghi'.split('');
    const lines = names.map((name, index) => {
      const inner = index === 0 ? 'x' : `*${names[index - 1] ?? ''}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => inner).join(', ')}]`;
    });
    const problems = problemsOf(`${lines.join('\n')}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain('more than 20000 values');
  });

  it('a file of another sort is refused with no more than fifty problems', () => {
    const other = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`key${index}`, index]));
    const problems = problemsOf(JSON.stringify(other, null, 1));
    expect(problems).toHaveLength(51);
    // 200 unknown keys and 6 missing ones (version, stream, timeZone, flowItem, levels, steps) less 50 shown.
    expect(problems[50]?.message).toBe('and 156 more');
  });
});

describe('what is likely a mistake is a warning', () => {
  function warningsOf(text: string): readonly string[] {
    const read = parseStream(text);
    return read.ok ? read.warnings.map(({ line, path, message }) => `${line} ${path}: ${message}`) : ['refused'];
  }

  it.each([
    ['nothing finishes', changed('state: done', 'state: ignore'), '12 steps: no step has state done'],
    ['no flow item', changed('{level: story}', '{level: feature}'), '4 flowItem: no rule of levels gives story'],
    ['an empty step', changed('[Received]', '[]'), '12 steps[0].statuses: step "Received" holds no status'],
    [
      'a limit on a step that is not in process',
      changed('[Received]', '[Received], limit: 3'),
      '12 steps[0].limit: step "Received" has a limit',
    ],
    [
      'a rule behind one that takes all',
      changed('{kind: feature}', '{kind: feature}\n  - {type: Chore, kind: debt}'),
      '11 kinds[2]: no item reaches this rule: kinds[1] has no condition',
    ],
    [
      'events of a stream that delivers to nothing known',
      changed('[Resolved, Closed]', '[Closed], events: [deployed]'),
      '15 steps[3].events: step "Done" waits for deployed, but the stream has no applications',
    ],
  ])('%s', (_name, text, warning) => {
    const warnings = warningsOf(text);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.startsWith(warning)).toBe(true);
  });

  it('none where a step holds events alone, and there are applications', () => {
    const text = changed('statuses: [Resolved, Closed]', 'events: [deployed]');
    expect(warningsOf(`${text}applications: [{name: Shop, repo: acme/shop}]\n`)).toEqual([]);
  });

  it('nothing that is waiting or active', () => {
    const text = changed('state: waiting', 'state: new')
      .replace('state: active', 'state: new')
      .replace(', limit: 12', '');
    expect(warningsOf(text)).toEqual([
      '12 steps: no step has state waiting or active, so nothing is ever committed and there is no flow time',
    ]);
  });
});

describe('showProblem', () => {
  it('names the file where there is one', () => {
    const problem = { line: 3, column: 11, path: 'timeZone', message: 'not known' };
    expect(showProblem(problem)).toBe('line 3, column 11: timeZone: not known');
    expect(showProblem({ ...problem, path: '' }, 'shop.yaml')).toBe('shop.yaml:3:11: not known');
  });
});

describe('the words about keys', () => {
  it.each(Object.entries(DOCUMENT_MAPPINGS))('know every key of "%s" that the schema knows', (place, schema) => {
    expect(Object.keys(DOCUMENT_KEYS[place] ?? {}).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  });
});

describe('applications', () => {
  const withApplications = (list: string): string => `${DOCUMENT}applications:\n${list}`;

  it('take one text or a list, and are absent where nothing is said', () => {
    const read = parseStream(
      withApplications(
        '  - {name: Shop, repo: acme/shop, environment: [eu, us]}\n  - {name: Bills, repo: acme/office, path: services/bills, alsoCalled: bill-api}\n',
      ),
    );
    expect(read.ok && read.document.applications).toEqual([
      { name: 'Shop', repo: ['acme/shop'], environment: ['eu', 'us'] },
      { name: 'Bills', repo: ['acme/office'], path: ['services/bills'], alsoCalled: ['bill-api'] },
    ]);
    const plain = parseStream(DOCUMENT);
    expect(plain.ok && 'applications' in plain.document).toBe(false);
  });

  it('name a wrong key and a wrong value by line, and what is allowed', () => {
    expect(
      shown(withApplications('  - {name: Shop, repos: acme/shop}\n  - {name: Bills, path: {a: b}}\n  - {repo: x}\n')),
    ).toEqual([
      '17 applications[0].repos: unknown key "repos"; allowed: name, repo, path, environment, alsoCalled; did you mean "repo"?',
      '18 applications[1].path: found a mapping; expected a folder or pattern such as services/shop or apps/*/shop, or a list of them',
      '19 applications[2].name: "name" is missing; expected the name of the application, as a text',
    ]);
  });

  it('refuse an empty list and a name that stands for two', () => {
    expect(shown(`${DOCUMENT}applications: []\n`)).toEqual([
      '16 applications: found an empty list; expected a list of at least one application such as {name: Shop, repo: acme/shop}',
    ]);
    expect(shown(withApplications('  - {name: Shop}\n  - {name: Bills, alsoCalled: SHOP}\n'))).toEqual([
      '18 applications[1].name: "shop" names application "Shop" too; a name belongs to one application',
    ]);
  });

  it('warn of a path that lies in no repository', () => {
    const read = parseStream(withApplications('  - {name: Shop, path: services/shop}\n'));
    expect(read.ok && read.warnings.map(({ line, path }) => `${line} ${path}`)).toEqual(['17 applications[0].path']);
  });
});
