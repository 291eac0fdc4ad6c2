import { describe, expect, it } from 'vitest';
import { addApplications, type Place, placesToTake } from './new-applications.ts';

const repo = (name: string, naming: number, records = 100): Place => ({ name, kind: 'repo', records, naming });
const application = (name: string): Place => ({ name, kind: 'application', records: 3, naming: 3 });

const TEXT = `version: 1
stream: Shop
timeZone: UTC
flowItem: story
levels: [{level: story}]
steps:
  # finished work
  - {step: Done, state: done, statuses: [Done]}
`;

describe('what delivers a stream', () => {
  it('is what clearly names its items: not what names none, or few beside the others, nor a name alone', () => {
    const places = [repo('acme/shop', 200), repo('acme/pay', 20), repo('acme/other', 19), repo('acme/none', 0)];
    expect(placesToTake([...places, application('Shop')]).map(({ name }) => name)).toEqual(['acme/shop', 'acme/pay']);
  });

  it('is nothing where nothing names its items', () => {
    expect(placesToTake([repo('acme/none', 0)])).toEqual([]);
  });
});

describe('applications put into a document', () => {
  it('stand behind what is there, whose remarks stay', () => {
    const text = addApplications(TEXT, [repo('acme/shop', 1), application('Invoices')]);
    expect(text.startsWith(TEXT)).toBe(true);
    expect(text).toContain('{name: shop, repo: acme/shop}');
    expect(text).toContain('{name: Invoices}');
  });

  it('have names of their own: the whole one where the last part is taken, and one for a repository and what is called so', () => {
    const text = addApplications(`${TEXT}applications: [{name: Shop}]\n`, [
      repo('acme/shop', 1),
      repo('other/shop', 1),
      application('shop'),
      application('Acme/Shop'),
    ]);
    expect(text.match(/name: [^,}]+/g)?.slice(-3)).toEqual(['name: Shop', 'name: acme/shop', 'name: other/shop']);
  });

  it('change no document that cannot be read', () => {
    expect(addApplications('steps: [', [repo('acme/shop', 1)])).toBe('steps: [');
  });
});
