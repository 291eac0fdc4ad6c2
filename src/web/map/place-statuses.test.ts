import { describe, expect, test } from 'vitest';
import { parseStream } from '../../flow/stream/parse.ts';
import { placeStatuses } from './place-statuses.ts';

const TEXT = `version: 1
stream: Shop
timeZone: UTC
flowItem: story
levels: [{level: story}]
blocked: {statuses: [On Hold]}
steps:
  - {step: Ready, state: waiting, statuses: [{id: "1", name: Open}, Reopened, Never Used]}
  - {step: Done, state: done, statuses: [closed]}
`;
const read = parseStream(TEXT);
if (!read.ok) throw new Error('the example does not read');
const placed = placeStatuses(read.stream, [
  { id: '1', name: 'Open', items: 40 },
  { id: '9', name: 'Open', items: 2 },
  { id: '5', name: 'Reopened', items: 6 },
  { id: '6', name: 'Closed', items: 30 },
  { id: '7', name: 'Triage', items: 3 },
  { id: '8', name: 'On Hold', items: 4 },
]);

test('a status is counted where the document takes it, by id before name and without regard to case', () => {
  expect(placed.steps[0]?.map(({ label, items }) => `${label} ${items}`)).toEqual([
    'Open (id 1) 40',
    'Reopened 6',
    'Never Used 0',
  ]);
  expect(placed.steps[1]?.map(({ label, items }) => `${label} ${items}`)).toEqual(['closed 30']);
});

test('what the history shows and no step takes is left over, told apart by id where names are the same', () => {
  expect(placed.unmapped.map(({ label, items }) => `${label} ${items}`)).toEqual(['Open (id 9) 2', 'Triage 3']);
});

test('a status that means blocked is not left over', () => {
  expect(placed.blocked.map(({ label, items }) => `${label} ${items}`)).toEqual(['On Hold 4']);
});

describe('events', () => {
  const step = '{step: Done, state: done, statuses: [closed]';
  const told = [
    { event: 'review opened' as const, items: 7 },
    { event: 'merged' as const, items: 5 },
    { event: 'deployed' as const, items: 0 },
  ];
  const shown = (change: (text: string) => string) => {
    const found = parseStream(change(`${TEXT}applications: [{name: Shop, repo: acme/shop}]\n`));
    if (!found.ok) throw new Error('the example does not read');
    return placeStatuses(found.stream, [], told);
  };

  test('stand behind the statuses of their step, and beside the map where no step names them', () => {
    const { steps, events } = shown((text) => text.replace(step, `${step}, events: [deployed]`));
    expect(steps[1]?.map(({ label, items }) => `${label} ${items}`)).toEqual(['closed 0', 'Deployed 0']);
    expect(events.map(({ label, items }) => `${label} ${items}`)).toEqual(['Review opened 7', 'Merged 5']);
  });

  test('are none where the stream has no applications', () => {
    expect(placed.events).toEqual([]);
  });
});
