import { describe, expect, it } from 'vitest';
import { ledgerOf } from './claim-ledger.ts';

// Four weeks before April at 10, four before July at 16: up by 6.
const series = [
  { on: '2026-03-04', value: 9 },
  { on: '2026-03-31', value: 11 },
  { on: '2026-05-01', value: 99 },
  { on: '2026-06-03', value: 15 },
  { on: '2026-06-30', value: 17 },
];
const period = { series, direction: 'up', from: '2026-04-01', to: '2026-07-01' } as const;

describe('the claim ledger', () => {
  it('holds the sum of the claims against the movement', () => {
    const found = ledgerOf({
      ...period,
      claims: [
        { outcome: 'Search', releaseOn: '2026-05-01', effect: 5 },
        { outcome: 'Hints', releaseOn: '2026-04-01', effect: 4 },
        { outcome: 'Later', releaseOn: '2026-07-01', effect: 50 },
        { outcome: 'Earlier', releaseOn: '2026-03-31', effect: 50 },
      ],
    });
    expect(found).toMatchObject({ claimed: 9, observed: 6, beyond: 3, isShared: true });
    expect(found.claims.map(({ outcome }) => outcome)).toEqual(['Hints', 'Search']);
    expect(found.note).toContain('more is claimed');
  });

  it('downwards a fall is the movement', () => {
    const claims = [{ outcome: 'Fewer', releaseOn: '2026-05-01', effect: 2 }];
    expect(ledgerOf({ ...period, direction: 'down', claims })).toMatchObject({
      observed: -6,
      beyond: 8,
      isShared: false,
    });
    expect(ledgerOf({ ...period, claims })).toMatchObject({ observed: 6, beyond: 0 });
  });

  it('what is unknown is not zero', () => {
    const claims = [{ outcome: 'Unclear', releaseOn: '2026-05-01', effect: null }];
    expect(ledgerOf({ ...period, claims })).toMatchObject({ claimed: null, observed: 6, beyond: null });
    expect(ledgerOf({ ...period, claims }).note).toContain('1 of 1 without a known effect');
    expect(ledgerOf({ ...period, claims: [] })).toMatchObject({
      claimed: null,
      note: 'nothing is claimed for this period',
    });
    const late = { ...period, series: series.slice(2), claims: [{ outcome: 'A', releaseOn: '2026-05-01', effect: 1 }] };
    expect(ledgerOf(late)).toMatchObject({ claimed: 1, observed: null, beyond: null });
  });

  it('a period begins before it ends', () => {
    expect(() => ledgerOf({ ...period, to: '2026-04-01', claims: [] })).toThrow('before it ends');
  });
});
