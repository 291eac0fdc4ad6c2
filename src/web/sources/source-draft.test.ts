import { describe, expect, test } from 'vitest';
import type { ConnectorAnswer, LiveSourceAnswer, SetUpFieldAnswer } from '../../api/sources.ts';
import { bodyOf, chosenField, draftOf, EMPTY_DRAFT, freeName, missingIn, newNameProblem } from './source-draft.ts';

const field = (key: string, part: Partial<SetUpFieldAnswer> = {}): SetUpFieldAnswer => ({
  key,
  label: key,
  help: '',
  isOptional: true,
  example: null,
  form: 'text',
  itemKey: null,
  ...part,
});

const connector: ConnectorAnswer = {
  id: 'tool',
  name: 'Tool',
  brings: ['work'],
  fields: [
    field('site', { isOptional: false }),
    field('repositories', { form: 'list' }),
    field('projects', { form: 'list' }),
    field('workflows', { form: 'list', itemKey: 'workflow' }),
    field('depth', { form: 'number' }),
    field('readPaths', { form: 'yes-no' }),
  ],
  secrets: [field('token', { isOptional: false, form: 'secret' })],
  permissions: [],
  perSecond: 10,
};

const kept = (config: Record<string, unknown>): LiveSourceAnswer => ({
  id: 'tool',
  version: 3,
  body: { kind: 'tool', config, everyMinutes: 30, isPaused: true, perSecond: 2.5 },
  connector: 'Tool',
  secrets: ['token'],
  askedAt: null,
  failure: null,
  changedAt: null,
  sweptAt: null,
});

test('what is searched is the first of a tool’s divisions: projects where repositories lie in them', () => {
  const [repositories, projects] = [field('repositories', { form: 'list' }), field('projects', { form: 'list' })];
  expect(chosenField({ ...connector, fields: [projects, repositories] })).toBe(projects);
  expect(chosenField({ ...connector, fields: [repositories, projects] })).toBe(repositories);
  // No list, so nothing can be chosen for it.
  expect(chosenField({ ...connector, fields: [field('site'), field('projects')] })).toBeNull();
});

describe('a draft', () => {
  test('of a kept source gives back the same settings, also those without a field', () => {
    const config = {
      site: 'https://tool.example',
      repositories: ['acme/web'],
      workflows: [{ workflow: 'deploy.yml' }, { workflow: 'ship.yml', job: 'go' }],
      depth: 3,
      readPaths: true,
      unknownToTheForm: { a: 1 },
    };
    expect(bodyOf(draftOf(kept(config), connector), connector)).toEqual({
      kind: 'tool',
      config,
      everyMinutes: 30,
      isPaused: true,
      perSecond: 2.5,
    });
  });
  test('leaves out what is empty, so that the tool’s own default holds', () => {
    const draft = { ...EMPTY_DRAFT, fields: { site: ' https://tool.example ', depth: '' }, lists: { projects: [] } };
    expect(bodyOf(draft, connector)).toEqual({
      kind: 'tool',
      config: { site: 'https://tool.example' },
      everyMinutes: 15,
      isPaused: false,
    });
  });
  test('sends what is no number as it was written, so that it is refused by name', () => {
    expect(bodyOf({ ...EMPTY_DRAFT, fields: { depth: 'deep' } }, connector).config).toEqual({ depth: 'deep' });
  });
  test('takes a name alone for the part of a thing that it stands for', () => {
    const draft = { ...EMPTY_DRAFT, lists: { workflows: ['deploy.yml', '{"workflow": "a", "job": "b"}'] } };
    expect(bodyOf(draft, connector).config).toEqual({
      workflows: [{ workflow: 'deploy.yml' }, { workflow: 'a', job: 'b' }],
    });
  });
  test('names what must be filled; a credential that is kept may stay empty', () => {
    expect(missingIn(EMPTY_DRAFT, connector, [])).toEqual(['site', 'token']);
    expect(missingIn(EMPTY_DRAFT, connector, ['token'])).toEqual(['site']);
    expect(missingIn({ ...EMPTY_DRAFT, fields: { site: 'x' }, secrets: { token: 'y' } }, connector, [])).toEqual([]);
  });
});

describe('the name of a new source', () => {
  test('is the tool’s own, with a number where that is taken', () => {
    expect(freeName('jira-cloud', [])).toBe('jira-cloud');
    expect(freeName('jira-cloud', ['jira-cloud', 'jira-cloud-2'])).toBe('jira-cloud-3');
  });
  test('may be neither taken, nor that of the page of set-up, nor anything but small letters, digits and hyphens', () => {
    expect(newNameProblem('jira', ['jira'])).toContain('already');
    expect(newNameProblem('new', [])).toContain('page');
    expect(newNameProblem('My Jira', [])).toContain('Small letters');
    expect(newNameProblem('jira-2', ['jira'])).toBe(null);
  });
});
