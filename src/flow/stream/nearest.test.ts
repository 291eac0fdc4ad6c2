import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const STATES = ['new', 'waiting', 'active', 'done', 'cancelled', 'ignore'];

describe('nearest', () => {
  it.each([
    ['activ', 'active'], // one letter missing
    ['Active', 'active'], // case does not count
    ['wating', 'waiting'],
    ['canceled', 'cancelled'], // the other spelling
    ['doen', 'done'], // two neighbours swapped count as one
    ['In Progress', 'active'], // a word of the tools
    ['Closed', 'done'],
  ])('%s is likely meant to be %s', (written, meant) => {
    expect(nearest(written, STATES)).toBe(meant);
  });

  it('offers nothing for a word that is far from all', () => {
    expect(nearest('triage', STATES)).toBeNull();
    expect(nearest('', STATES)).toBeNull();
  });

  it('completes the beginning of a word', () => {
    expect(nearest('Sat', ['Saturday', 'Sunday'])).toBe('Saturday');
    expect(nearest('S', ['Saturday', 'Sunday'])).toBeNull();
  });

  it('offers a synonym only where it is allowed', () => {
    expect(nearest('name', ['step', 'state'])).toBe('step');
    expect(nearest('wip', ['label', 'type'])).toBeNull();
  });
});
