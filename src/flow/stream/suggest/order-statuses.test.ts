import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemHistory } from '../../history.ts';
import { times, went } from './history.test-data.ts';
import { orderStatuses } from './order-statuses.ts';
import { collectSurvey } from './survey.ts';

function orderOf(histories: readonly ItemHistory[]): string {
  const survey = collectSurvey(histories);
  return orderStatuses(survey)
    .map((place) => survey.statuses[place]?.name)
    .join(' › ');
}

describe('the order of statuses', () => {
  it('is the one that items usually pass, whatever comes first in the file', () => {
    const histories = [went('K-1', 'Done › Open'), ...times(5, 'Open › Build › Test › Done')];
    expect(orderOf(histories)).toBe('Open › Build › Test › Done');
  });

  it('is not bent by loops through a reopened status', () => {
    const histories = [
      ...times(9, 'Open › Build › Done › Reopened › Build › Done › Reopened › Done'),
      ...times(1, 'Open › Build › Done'),
    ];
    expect(orderOf(histories)).toBe('Open › Build › Done › Reopened');
  });

  it('holds statuses that most items skip at their place', () => {
    const histories = [
      ...times(50, 'Open › Done'),
      ...times(2, 'Open › Build › Done'),
      went('K-1', 'Inbox › Open › Done'),
    ];
    expect(orderOf(histories)).toBe('Inbox › Open › Build › Done');
  });

  it('is what the greater number did, not the greater number of statuses', () => {
    // Test before Review three times, the other way twice.
    const histories = [...times(3, 'Open › Test › Review › Done'), ...times(2, 'Open › Review › Test › Done')];
    expect(orderOf(histories)).toBe('Open › Test › Review › Done');
  });

  it('puts parts together that no item passed as a whole', () => {
    const histories = [...times(2, 'B › C'), ...times(2, 'A › B'), ...times(2, 'C › D')];
    expect(orderOf(histories)).toBe('A › B › C › D');
  });

  it('law: where all items pass statuses in one order, skipping some, that order comes out', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const ways = fc.array(fc.subarray(names, { minLength: 1 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ways, (list) => {
        // One item passes them all, so that each pair is told.
        const histories = [...list, names].map((way, index) => went(`K-${index}`, way.join(' › ')));
        expect(orderOf(histories)).toBe(names.join(' › '));
      }),
    );
  });
});
