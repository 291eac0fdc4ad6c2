import { describe, expect, test } from 'vitest';
import type { StreamSummary } from '../../api/store.ts';
import { destinationsOf, rank } from './palette-destinations.ts';

const stream = (id: string, name: string): StreamSummary => ({
  id,
  name,
  timeZone: 'UTC',
  isSample: false,
  itemCount: 1,
  documentVersion: 1,
  recomputing: null,
});

const all = destinationsOf({
  streams: [stream('checkout', 'Checkout'), stream('catalogue', 'Catalogue')],
  metrics: [],
  views: [],
  items: [],
  outcomes: [{ id: 'o1', title: 'Fewer abandon the checkout' }],
  objectives: [{ id: 'b1', body: { title: 'Paying is no effort' } }],
  stream: 'checkout',
});
const names = (typed: string): readonly string[] => rank(all, typed).map((one) => one.name);

describe('going anywhere', () => {
  test('every word typed must be in the name, in any order', () => {
    expect(names('aging cat')).toEqual(['Catalogue › Aging work']);
  });
  test('names that begin with the word come before names in which a word begins with it', () => {
    expect(names('por')[0]).toBe('Portfolio');
    expect(names('fore')).toEqual(['Checkout › Forecast', 'Catalogue › Forecast']);
  });
  test('pages of the stream one is on come before those of others', () => {
    expect(names('items')).toEqual(['Checkout › Items', 'Catalogue › Items']);
  });
  test('an objective and an outcome are found by their words, and not listed before anything is typed', () => {
    expect(rank(all, 'paying').map(({ name, group }) => `${group}: ${name}`)).toEqual([
      'objective: Paying is no effort',
    ]);
    expect(names('abandon')).toEqual(['Fewer abandon the checkout']);
    expect(names('')).not.toContain('Paying is no effort');
    expect(names('state an')).toEqual(['State an outcome', 'State an objective']);
  });
  test('a stream has each of its pages once', () => {
    const ids = all.map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
