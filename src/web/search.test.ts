import { describe, expect, test } from 'vitest';
import { pageSearch, parseSearch, viewOf, writeSearch } from './search.ts';

const read = (text: string) => pageSearch.parse(parseSearch(text));

describe('the address of a page', () => {
  test('a written address is read back as it was', () => {
    const search = {
      last: '12w',
      kind: ['defect', 'risk'],
      team: ['Core', 'R&D'],
      open: 'measure:flow-velocity|kind=defect|completed=2026-10-05..2026-10-12',
    };
    expect(read(writeSearch(search))).toEqual(search);
  });

  test('a comma or per cent sign inside a value does not split it', () => {
    const search = { label: ['a,b', '100%', 'plain'] };
    expect(writeSearch(search)).toBe('?label=a%252Cb,100%2525,plain');
    expect(read(writeSearch(search))).toEqual(search);
  });

  test('lists are written as the HTTP API reads them: commas between, readable', () => {
    expect(writeSearch({ kind: ['defect', 'risk'], team: ['Team one'] })).toBe('?kind=defect,risk&team=Team+one');
  });

  test('what makes no sense is dropped, and the rest stays', () => {
    expect(read('?last=soon&from=2026-02-30&to=2026-03-01&kind=bug&team=Core')).toEqual({
      to: '2026-03-01',
      team: ['Core'],
    });
  });

  test('empty values are not written', () => {
    expect(writeSearch({ last: undefined, kind: [], open: '' })).toBe('');
  });

  test('what stands open, and what belongs to one page, does not go along to another', () => {
    const search = { ...read('?last=6w&kind=debt&open=step:Build'), source: 'jira' };
    expect(viewOf(search)).toEqual({ last: '6w', kind: ['debt'] });
  });
});
