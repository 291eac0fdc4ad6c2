import { describe, expect, it } from 'vitest';
import { NO_FIELDS } from '../history.test-data.ts';
import { compileStream, customFieldsOf } from './compile.ts';
import { type StreamDocumentInput, streamDocument } from './document.ts';
import { statusOfStep } from './step-events.ts';

function streamOf(change: Partial<StreamDocumentInput> = {}) {
  return compileStream(
    streamDocument.parse({
      version: 1,
      stream: 'Checkout',
      timeZone: 'UTC',
      flowItem: 'story',
      levels: [{ level: 'story' }],
      steps: [
        { step: 'Ready', state: 'waiting', statuses: ['Open'] },
        { step: 'Done', state: 'done', statuses: ['Closed'] },
      ],
      ...change,
    }),
  );
}

describe('events find their step', () => {
  const steps: StreamDocumentInput['steps'] = [
    { step: 'Ready', state: 'waiting', statuses: ['Open'] },
    { step: 'Waiting for deployment', state: 'waiting', events: ['merged'] },
    { step: 'Done', state: 'done', statuses: ['Closed'], events: ['deployed'] },
  ];

  it('where there are applications that they can happen to', () => {
    const stream = streamOf({ steps, applications: [{ name: 'Shop' }] });
    expect([...stream.stepOfEvent]).toEqual([
      ['merged', 1],
      ['deployed', 2],
    ]);
    expect(streamOf({ steps }).stepOfEvent.size).toBe(0);
  });

  it('and no status of a source is taken for one', () => {
    const stream = streamOf({ steps, applications: [{ name: 'Shop' }] });
    expect(stream.stepOf(statusOfStep(1))).toBe(1);
    for (const name of ['merged', 'deployed', '1']) expect(stream.stepOf({ id: name, name })).toBe(-1);
    expect(stream.stepOf({ id: null, name: 'Closed' })).toBe(2);
    expect(streamOf({ steps }).stepOf(statusOfStep(1))).toBe(-1);
  });
});

describe('statuses find their step', () => {
  const stream = streamOf({
    steps: [
      { step: 'Ready', state: 'waiting', statuses: [{ id: '1', name: 'Open' }, 'Waiting'] },
      { step: 'Review', state: 'waiting', statuses: [{ id: '7' }, 'Open'] },
      { step: 'Done', state: 'done', statuses: ['Closed'] },
    ],
  });
  it.each([
    ['an id wins over the name', { id: '1', name: 'Closed' }, 0],
    ['an id alone is enough', { id: '7', name: 'Whatever' }, 1],
    ['a bare name takes the text of an id that stands nowhere', { id: '99', name: 'Open' }, 1],
    ['a bare name takes a status without id', { id: null, name: 'Closed' }, 2],
    ['a bare name wins over a name beside an id', { id: null, name: 'Open' }, 1],
    ['case and blanks around a name do not count', { id: null, name: ' CLOSED ' }, 2],
    ['a status of no step', { id: '50', name: 'Triage' }, -1],
  ])('%s', (_name, status, step) => {
    expect(stream.stepOf(status)).toBe(step);
    expect(stream.stepOf(status)).toBe(step);
  });

  it('a name beside an id counts where the history gives no id and no bare name has it', () => {
    const only = streamOf({
      steps: [
        { step: 'Ready', state: 'waiting', statuses: [{ id: '1', name: 'Open' }] },
        { step: 'Done', state: 'done' },
      ],
    });
    expect(only.stepOf({ id: null, name: 'Open' })).toBe(0);
    expect(only.stepOf({ id: '2', name: 'Open' })).toBe(-1);
  });

  it('the exact name wins where two differ in case alone', () => {
    const both = streamOf({
      steps: [
        { step: 'Ready', state: 'waiting', statuses: ['open'] },
        { step: 'Done', state: 'done', statuses: ['Open'] },
      ],
    });
    expect([both.stepOf({ id: null, name: 'open' }), both.stepOf({ id: null, name: 'Open' })]).toEqual([0, 1]);
  });
});

describe('rules', () => {
  const stream = streamOf({
    kinds: [
      { type: 'Bug', kind: 'defect' },
      { label: ['security', 'cve'], component: 'Login', kind: 'risk' },
      { type: ['Chore', 'Task'], field: { Nature: ['Upkeep'] }, kind: 'debt' },
      { type: 'Story', kind: 'feature' },
    ],
  });
  it.each([
    ['the first match wins', { type: 'Bug', labels: ['security'], components: ['Login'] }, 'defect'],
    ['every key of a rule must hold', { type: 'Story', labels: ['security'] }, 'feature'],
    ['any value of a key will do', { type: 'Story', labels: ['x', 'CVE'], components: ['Login', 'Cart'] }, 'risk'],
    ['a rule may ask for a field', { type: 'task', custom: { Nature: ['Upkeep'] } }, 'debt'],
    ['what no rule takes is unmapped', { type: 'Task' }, 'unmapped'],
    ['an item without a type meets only rules that ask for none', { labels: ['cve'], components: ['Login'] }, 'risk'],
  ])('%s', (_name, fields, kind) => {
    expect(stream.kindOf({ ...NO_FIELDS, ...fields })).toBe(kind);
  });

  it('levels that no rule gives are unknown', () => {
    const levels = streamOf({ levels: [{ type: 'Epic', level: 'epic' }] });
    expect(levels.levelOf({ ...NO_FIELDS, type: 'Epic' })).toBe('epic');
    expect(levels.levelOf({ ...NO_FIELDS, type: 'Story' })).toBeNull();
  });

  it('without items everything is in scope; with them, what any rule takes', () => {
    expect(streamOf().isInScope('jira', 'K-1', NO_FIELDS)).toBe(true);
    const scoped = streamOf({ items: [{ project: 'SHOP' }, { source: 'github', component: 'cart' }] });
    expect(scoped.isInScope('jira', 'SHOP-1', { ...NO_FIELDS, project: 'SHOP' })).toBe(true);
    expect(scoped.isInScope('github', '12', { ...NO_FIELDS, components: ['cart'] })).toBe(true);
    expect(scoped.isInScope('jira', 'K-1', { ...NO_FIELDS, components: ['cart'] })).toBe(false);
  });
});

describe('teams', () => {
  const stream = streamOf({
    teams: [
      { team: 'Payments', type: 'stream-aligned', component: ['Pay', 'Invoices'] },
      { team: 'Platform', source: 'github' },
      { team: 'Core' },
    ],
  });
  it.each([
    ['the first match', 'jira', { components: ['Invoices'], team: 'Core' }, 'Payments'],
    ['a rule by source', 'github', {}, 'Platform'],
    ['a team without conditions takes the items that name it', 'jira', { team: 'core' }, 'Core'],
    ['no team where no rule holds, whatever the source names', 'jira', { team: 'Guests' }, null],
    ['no team', 'jira', {}, null],
  ])('%s', (_name, source, fields, team) => {
    expect(stream.teamOf(source, { ...NO_FIELDS, ...fields })).toBe(team);
  });

  it('without any rule, an item has the team that its source names', () => {
    expect(streamOf().teamOf('jira', { ...NO_FIELDS, team: 'Guests' })).toBe('Guests');
    expect(streamOf().teamOf('jira', NO_FIELDS)).toBeNull();
  });
});

describe('blocked and cancelled', () => {
  const stream = streamOf({
    resolutions: { cancelled: ["Won't Fix", 'Not a Problem'] },
    blocked: { flag: 'Impediment', statuses: [{ id: '9', name: 'On hold' }], links: ['is blocked by'] },
  });

  it('a resolution is compared without regard to case', () => {
    expect(stream.isCancelledResolution('Not A Problem')).toBe(true);
    expect(stream.isCancelledResolution('Fixed')).toBe(false);
    expect(stream.isCancelledResolution(null)).toBe(false);
  });

  it.each([
    ['the explicit flag', { blocked: true }, true],
    ['a value in the flag field', { custom: { Impediment: ['Impediment'] } }, true],
    ['a flag field that says no', { custom: { Impediment: ['false'] } }, false],
    ['an empty flag field', { custom: { Impediment: [] } }, false],
    ['another field', { custom: { Flagged: ['yes'] } }, false],
  ])('flagged: %s', (_name, fields, isFlagged) => {
    expect(stream.isFlagged({ ...NO_FIELDS, ...fields })).toBe(isFlagged);
  });

  it('statuses and links', () => {
    expect(stream.isBlockedStatus({ id: '9', name: 'Paused' })).toBe(true);
    expect(stream.isBlockedStatus({ id: null, name: 'on hold' })).toBe(true);
    expect(stream.isBlockedStatus({ id: null, name: 'Open' })).toBe(false);
    expect(stream.isBlockingLink('Is Blocked By')).toBe(true);
    expect(stream.isBlockingLink('blocks')).toBe(false);
  });
});

describe('customFieldsOf', () => {
  it('names the flag and every field that a rule asks for', () => {
    const { document } = streamOf({
      items: [{ field: { Product: 'Shop' } }],
      kinds: [{ field: { Nature: 'Upkeep' }, kind: 'debt' }],
      teams: [{ team: 'Core', field: { Squad: 'Core', Product: 'Shop' } }],
    });
    expect(customFieldsOf(document)).toEqual(['Flagged', 'Product', 'Nature', 'Squad']);
  });
});
