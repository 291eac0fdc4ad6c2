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

/** Rules of scope, with the sources of which an item might be in scope: all of them where any rule names none (rule 1.1). */
const TAKES: readonly (readonly [readonly object[] | undefined, readonly string[]])[] = [
  [undefined, ['one', 'two', 'three']],
  [[{ source: 'one' }], ['one']],
  [
    [{ source: 'one' }, { source: ['two'], project: 'A' }],
    ['one', 'two'],
  ],
  [
    [{ source: 'one' }, { project: 'A' }],
    ['one', 'two', 'three'],
  ],
];

export const sourcesOfDocuments: Model = (engine) => {
  for (const [items, expected] of TAKES) {
    const read = engine.parseStream(JSON.stringify({ ...BARE, items }));
    if (!read.ok) return 'the document is refused';
    const found = ['one', 'two', 'three'].filter(read.stream.mayTakeFrom);
    if (found.join() !== expected.join()) return `sources that are taken from: ${found.join()}`;
  }
  return null;
};

/** Steps stand in stages (rule 1.4): each in that of the step before it where it names none, the first in delivery. */
export const stagesOfDocuments: Model = (engine) => {
  for (const [stages, expected] of [
    [[null, 'operation', null], 'delivery,operation,operation'],
    [['discovery', null, 'delivery', null], 'discovery,discovery,delivery,delivery'],
  ] as const) {
    const steps = stages.map((stage, place) => ({
      step: `S-${place}`,
      state: 'active',
      ...(stage === null ? {} : { stage }),
    }));
    const read = engine.parseStream(JSON.stringify({ ...BARE, steps }));
    if (!read.ok) return 'the document is refused';
    const found = read.stream.steps.map((step) => step.stage).join();
    if (found !== expected) return `stages: ${found}`;
  }
  return null;
};
