import type { Engine } from '../golden/run-case.ts';

type Model = (engine: Engine) => string | null;

const BARE = {
  version: 1,
  stream: 'Fields',
  timeZone: 'UTC',
  flowItem: 'story',
  levels: [{ level: 'story' }],
  steps: [{ step: 'Done', state: 'done', statuses: ['Done'] }],
};

/** Documents, and the fields beyond the usual ones that their rules read: the flag of rule 2.3 is always one of them. */
const READS: readonly (readonly [object, readonly string[]])[] = [
  [BARE, ['Flagged']],
  [{ ...BARE, outcome: { field: 'Outcome' } }, ['Flagged', 'Outcome']],
  [
    {
      ...BARE,
      items: [{ project: 'A' }, { field: { Area: 'North', Size: 'S' } }],
      levels: [
        { type: 'Epic', level: 'epic' },
        { field: { Rank: ['1', '2'] }, level: 'story' },
      ],
      kinds: [{ field: { Nature: 'Regulatory', Area: 'South' }, kind: 'risk' }],
      teams: [{ team: 'Red' }, { team: 'Blue', field: { Crew: 'Blue' } }],
      blocked: { flag: 'Stuck' },
      outcome: { field: 'Outcome', owner: 'Held by', keyResult: 'Measure' },
    },
    ['Stuck', 'Area', 'Size', 'Rank', 'Nature', 'Crew', 'Outcome', 'Held by', 'Measure'],
  ],
];

/** What an import must ask the source for, each field once. */
export const fieldsOfDocuments: Model = (engine) => {
  for (const [document, expected] of READS) {
    const read = engine.parseStream(JSON.stringify(document));
    if (!read.ok) return 'the document is refused';
    const found = engine.customFieldsOf(read.stream.document);
    if (found.toSorted().join() !== expected.toSorted().join()) return `fields that are read: ${found.join()}`;
  }
  return null;
};
