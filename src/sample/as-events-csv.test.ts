import { describe, expect, test } from 'vitest';
import type { ItemHistory } from '../flow/history.ts';
import { asEventsCsv } from './as-events-csv.ts';

const history: ItemHistory = {
  source: 'sample',
  item: 'K-1',
  url: null,
  createdAt: Date.parse('2026-03-02T09:15:00.250Z'),
  initial: {
    title: 'Show prices, with tax',
    status: { id: '1', name: 'Idea' },
    type: 'Story',
    resolution: null,
    project: 'K',
    parent: 'K-9',
    team: null,
    labels: ['mobile', 'legal'],
    components: ['Basket'],
    blocked: false,
    links: [],
    custom: {},
  },
  changes: [
    { at: Date.parse('2026-03-03T10:00:00Z'), sequence: 7, field: 'custom', name: 'Flagged', to: ['Impediment'] },
    {
      at: Date.parse('2026-03-04T10:00:00Z'),
      sequence: 8,
      field: 'link',
      isAdded: true,
      link: { type: 'is blocked by', item: 'K-2' },
    },
    {
      at: Date.parse('2026-03-05T10:00:00Z'),
      sequence: 9,
      field: 'status',
      from: { id: '1', name: 'Idea' },
      to: { id: '2', name: 'Done' },
    },
    { at: Date.parse('2026-03-05T10:00:00Z'), sequence: 9, field: 'resolution', to: 'Done' },
    { at: Date.parse('2026-03-05T10:00:00Z'), sequence: 9, field: 'parent', to: null },
  ],
  presentStatus: { id: '2', name: 'Done' },
  isCutShort: false,
  deletedAt: null,
};

describe('histories as events', () => {
  test('the first row is the creation, an entry is a row, only what changed is written, and a dash clears', () => {
    expect(asEventsCsv([history]).split('\n')).toEqual([
      'item,at,status,type,parent,labels,components,project,team,resolution,title,blocked',
      'K-1,2026-03-02T09:15:00.250Z,Idea,Story,K-9,mobile;legal,Basket,K,,,"Show prices, with tax",false',
      'K-1,2026-03-03T10:00:00.000Z,,,,,,,,,,true',
      'K-1,2026-03-05T10:00:00.000Z,Done,,-,,,,,Done,,',
      '',
    ]);
  });
});
