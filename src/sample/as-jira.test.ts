import { describe, expect, test } from 'vitest';
import { historyOf } from '../connectors/jira/map.ts';
import { readIssue } from '../connectors/jira/read-issue.ts';
import { wantedFields } from '../connectors/jira/wanted-fields.ts';
import type { ItemHistory } from '../flow/history.ts';
import { asJiraIssue } from './as-jira.ts';
import { fieldsAfter } from './fields-after.ts';
import { simulateOrganisation } from './simulate-organisation.ts';

const organisation = simulateOrganisation({ seed: 3, endOn: '2026-11-22', scale: 0.4 });
const histories = organisation.streams.flatMap((stream) => stream.histories);

function read(history: ItemHistory): ItemHistory {
  const wanted = wantedFields([]);
  const reading = readIssue(JSON.parse(JSON.stringify(asJiraIssue(history))), wanted);
  if (reading.issue === null) throw new Error(`${history.item} ${reading.problem}`);
  return historyOf(reading.issue, history.source, wanted);
}

/**
 * What the format carries: teams are a further field, nothing says when an item was deleted, and components come and go
 * one by one, so that only the last of an entry counts.
 */
function carried(history: ItemHistory): unknown {
  return {
    ...history,
    url: null,
    deletedAt: null,
    initial: { ...history.initial, team: null },
    changes: history.changes.filter((change, place, all) => {
      const next = all[place + 1];
      const isInBetween = next?.field === 'components' && next.sequence === change.sequence;
      return change.field !== 'team' && !(change.field === 'components' && isInBetween);
    }),
  };
}

describe('histories as Jira issues', () => {
  test('every sample history comes back from the Jira connector as it was', () => {
    for (const history of histories) {
      expect(carried({ ...read(history), url: null }), history.item).toEqual(carried(history));
    }
  });

  test('the fields shown are those after the last change', () => {
    for (const history of histories) {
      const now = history.changes.reduce(fieldsAfter, history.initial);
      expect(asJiraIssue(history)).toMatchObject({
        key: history.item,
        fields: { summary: now.title, labels: now.labels, status: now.status },
      });
    }
  });

  test('people fields hold invented accounts, and none of them is in what the connector makes of an issue', () => {
    const some = histories.slice(0, 200);
    for (const history of some) {
      const text = JSON.stringify(asJiraIssue(history));
      expect(text).toMatch(/"assignee":\{"name":"account-\d+"/);
      expect(JSON.stringify(read(history))).not.toContain('account-');
    }
  });
});
