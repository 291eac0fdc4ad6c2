import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../facts.ts';
import {
  DELETED_ITEMS,
  KINDS_OF_WORK,
  STAGES,
  STATES,
  type StreamDocument,
  streamDocument,
  WEEKDAYS,
} from './document.ts';
import { editDocumentText } from './edit.ts';
import { parseStream, showProblem } from './parse.ts';
import { STEP_EVENTS } from './step-events.ts';
import { foldWord } from './words.ts';
import { writeDocument } from './write.ts';

/** Any text that a name can be: quotes, colons, hashes, numbers, other scripts, line ends inside. */
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '1',
      '1.10',
      'true',
      'null',
      '~',
      '- x',
      'a: b',
      '# c',
      "Won't Fix",
      '"',
      '[a]',
      '*x',
      '&y',
      '!z',
      '%',
      'a\nb',
      'yes',
    ),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');
const words = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const fieldName = name.filter((text) => text !== '__proto__' && text !== '<<');

const matchers = {
  type: words,
  label: words,
  component: words,
  project: words,
  parent: words,
  field: fc.dictionary(fieldName, words, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
};
const some = { requiredKeys: [] };
const statusRef = fc.oneof(
  name.map((text) => ({ id: null, name: text })),
  name.map((id) => ({ id, name: null })),
  fc.record({ id: name, name }),
);

const anyDocument: fc.Arbitrary<StreamDocument> = fc
  .record(
    {
      version: fc.constant(1 as const),
      stream: name,
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Halifax'),
      identity: fc.record({ domain: name, purpose: name, type: name, since: day }, some),
      items: fc.array(fc.record({ ...matchers, source: words }, some), { minLength: 1, maxLength: 2 }),
      flowItem: fc.constantFrom(...LEVELS),
      levels: fc.array(fc.record({ ...matchers, level: fc.constantFrom(...LEVELS) }, { requiredKeys: ['level'] }), {
        minLength: 1,
        maxLength: 3,
      }),
      kinds: fc.array(fc.record({ ...matchers, kind: fc.constantFrom(...KINDS_OF_WORK) }, { requiredKeys: ['kind'] }), {
        maxLength: 3,
      }),
      steps: fc.uniqueArray(
        fc.record(
          {
            step: name,
            stage: fc.constantFrom(...STAGES),
            state: fc.constantFrom(...STATES),
            statuses: fc.array(statusRef, { maxLength: 3 }),
            events: fc.subarray([...STEP_EVENTS], { minLength: 1 }),
            limit: fc.integer({ min: 1, max: 99 }),
          },
          { requiredKeys: ['step', 'state', 'statuses'] },
        ),
        { minLength: 1, maxLength: 5, selector: (step) => step.step },
      ),
      resolutions: fc.record({ cancelled: fc.array(name, { maxLength: 3 }) }),
      blocked: fc.record({
        flag: fc.oneof(fc.constant('Flagged'), name),
        statuses: fc.array(statusRef, { maxLength: 2 }),
        links: fc.array(name, { maxLength: 2 }),
      }),
      teams: fc.array(fc.record({ ...matchers, source: words, team: name, type: name }, { requiredKeys: ['team'] }), {
        maxLength: 2,
      }),
      options: fc.record({
        restartOnReturnToNew: fc.boolean(),
        stalledAfterDays: fc.constantFrom(1, 2.5, 5, 30),
        runWork: fc.subarray([...KINDS_OF_WORK]),
        innovationShare: fc.constantFrom(0, 0.2, 1),
        deletedItems: fc.constantFrom(...DELETED_ITEMS),
      }),
      daysOff: fc.record({ weekdays: fc.subarray([...WEEKDAYS]), dates: fc.array(day, { maxLength: 2 }) }),
      applications: fc.uniqueArray(
        fc.record({ name, repo: words, path: words, environment: words }, { requiredKeys: ['name'] }),
        { minLength: 1, maxLength: 3, selector: (application) => foldWord(application.name) },
      ),
    },
    {
      requiredKeys: [
        'version',
        'stream',
        'timeZone',
        'flowItem',
        'levels',
        'kinds',
        'steps',
        'resolutions',
        'blocked',
        'teams',
        'options',
        'daysOff',
      ],
    },
  )
  .map((document) => ({ ...document, steps: eachEventOnce(eachStatusOnce(document.steps)) }));

/** A status belongs to one step. */
function eachStatusOnce(steps: StreamDocument['steps']): StreamDocument['steps'] {
  const seen = new Set<string>();
  return steps.map((step) => ({
    ...step,
    statuses: step.statuses.filter(({ id, name: text }) => {
      const key = JSON.stringify(id === null ? { text } : { id });
      return seen.has(key) ? false : seen.add(key);
    }),
  }));
}

/** So does an event. */
function eachEventOnce(steps: StreamDocument['steps']): StreamDocument['steps'] {
  const seen = new Set<string>();
  return steps.map(({ events = [], ...step }) => {
    const own = events.filter((event) => !seen.has(event));
    for (const event of own) seen.add(event);
    return own.length === 0 ? step : { ...step, events: own };
  });
}

function documentOf(text: string): StreamDocument {
  const read = parseStream(text);
  if (!read.ok) throw new Error(read.problems.map((one) => showProblem(one)).join('\n'));
  return read.document;
}

describe('a document that is written', () => {
  it('reads back the same', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(documentOf(writeDocument(document))).toEqual(document);
      }),
    );
  });

  it('says only what differs from the defaults, words as words, in the usual order', () => {
    const document = streamDocument.parse({
      steps: [
        {
          statuses: [{ id: 1, name: 'Open' }, 'Reopened'],
          state: 'waiting',
          step: 'Ready',
          stage: 'delivery',
          limit: 4,
        },
        { step: 'Done', state: 'done', statuses: ['Closed'] },
      ],
      kinds: [{ kind: 'defect', type: ['Bug'] }, { kind: 'feature' }],
      levels: [{ level: 'story' }],
      flowItem: 'story',
      timeZone: 'Europe/Berlin',
      stream: 'Checkout: web',
      version: 1,
      options: { stalledAfterDays: 5, innovationShare: 0.1 },
      blocked: { flag: 'Flagged', links: ['is blocked by'] },
    });
    expect(writeDocument(document)).toBe(`version: 1
stream: "Checkout: web"
timeZone: Europe/Berlin
flowItem: story
levels:
  - {level: story}
kinds:
  - {type: Bug, kind: defect}
  - {kind: feature}
steps:
  - {step: Ready, stage: delivery, state: waiting, statuses: [{id: "1", name: Open}, Reopened], limit: 4}
  - {step: Done, state: done, statuses: [Closed]}
blocked: {links: [is blocked by]}
options: {innovationShare: 0.1}
`);
  });
});

const TEXT = `# Agreed in March
version: 1
stream: Checkout # the web shop
timeZone: Europe/Berlin

flowItem: story
levels:
- {level: story}
steps: # in order
# what comes in
- {step: Received, state: new, statuses: [Received]}
# the queue
- {step: Ready, state: waiting, statuses: [{id: "1", name: Open}, 'Reopened']} # no more than two weeks
- step: In progress
  state: active # somebody works on it
  statuses:
    - In Progress # the usual one
    - Doing
  limit: 12
- {step: Done, state: done, statuses: [Resolved, Closed]}
options: {stalledAfterDays: 5}
`;

function edited(change: (document: StreamDocument) => StreamDocument, text = TEXT): string {
  const result = editDocumentText(text, change(documentOf(text)));
  if (!result.ok) throw new Error('the text above is good');
  expect(result.isInPlace).toBe(true);
  return result.text;
}

function changeStep(name: string, change: Partial<StreamDocument['steps'][number]>) {
  return (document: StreamDocument): StreamDocument => ({
    ...document,
    steps: document.steps.map((step) => (step.step === name ? { ...step, ...change } : step)),
  });
}

describe('a text that is edited', () => {
  it('says what it is told to say, whatever it said before', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, next) => {
        const result = editDocumentText(writeDocument(before), next);
        expect(result.ok && documentOf(result.text)).toEqual(next);
      }),
    );
  });

  it('is not touched when nothing changes', () => {
    expect(edited((document) => document)).toBe(TEXT);
  });

  it('changes a limit and nothing else', () => {
    expect(edited(changeStep('In progress', { limit: 8 }))).toBe(TEXT.replace('limit: 12', 'limit: 8'));
  });

  it('takes a limit away', () => {
    expect(edited(changeStep('In progress', { limit: undefined }))).toBe(TEXT.replace('  limit: 12\n', ''));
  });

  it('gives a limit to a step that had none', () => {
    const wanted = TEXT.replace("'Reopened']}", "'Reopened'], limit: 3}");
    expect(edited(changeStep('Ready', { limit: 3 }))).toBe(wanted);
  });

  it('moves a status from step to step; what is said beside the others stays', () => {
    const next = edited((document) =>
      changeStep('In progress', { statuses: [{ id: null, name: 'In Progress' }] })(
        changeStep('Done', {
          statuses: [
            { id: null, name: 'Resolved' },
            { id: null, name: 'Closed' },
            { id: null, name: 'Doing' },
          ],
        })(document),
      ),
    );
    expect(next).toBe(TEXT.replace('    - Doing\n', '').replace('Closed]', 'Closed, Doing]'));
  });

  it('moves a step together with its comments', () => {
    const next = edited((document) => {
      const [received, ready, ...rest] = document.steps;
      return {
        ...document,
        steps: [received, ...rest.slice(0, 1), ready, ...rest.slice(1)].filter((one) => one !== undefined),
      };
    });
    const queue = `# the queue
- {step: Ready, state: waiting, statuses: [{id: "1", name: Open}, 'Reopened']} # no more than two weeks
`;
    const progress = TEXT.slice(TEXT.indexOf('- step: In progress'), TEXT.indexOf('- {step: Done'));
    expect(next).toBe(TEXT.replace(queue + progress, progress + queue));
  });

  it('renames a step in its place', () => {
    expect(edited(changeStep('In progress', { step: 'Build' }))).toBe(TEXT.replace('step: In progress', 'step: Build'));
  });

  it('puts a new step and a new key where they belong', () => {
    const next = edited((document) => ({
      ...document,
      steps: [
        ...document.steps.slice(0, 3),
        { step: 'Review', state: 'waiting', statuses: [{ id: null, name: 'In Review' }] },
        ...document.steps.slice(3),
      ],
      resolutions: { cancelled: ['Duplicate'] },
    }));
    expect(next).toBe(
      TEXT.replace('- {step: Done', '- {step: Review, state: waiting, statuses: [In Review]}\n- {step: Done').replace(
        'options:',
        'resolutions: {cancelled: [Duplicate]}\noptions:',
      ),
    );
  });

  it('keeps the ends of lines that Windows writes', () => {
    const windows = TEXT.replaceAll('\n', '\r\n');
    expect(edited(changeStep('In progress', { limit: 8 }), windows)).toBe(windows.replace('limit: 12', 'limit: 8'));
  });

  it('changes one place of an anchor and not the others', () => {
    const text = TEXT.replace('[Resolved, Closed]', '&end [Resolved, Closed]').concat('blocked: {statuses: *end}\n');
    const next = documentOf(edited(changeStep('Done', { statuses: [{ id: null, name: 'Closed' }] }), text));
    expect(next.steps[3]?.statuses).toHaveLength(1);
    expect(next.blocked.statuses).toHaveLength(2);
  });

  it('is refused when it could not be read', () => {
    const result = editDocumentText('version: 2\n', documentOf(TEXT));
    expect(result.ok).toBe(false);
  });
});
