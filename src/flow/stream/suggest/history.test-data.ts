import type { Change, Fields, ItemHistory, Status } from '../../history.ts';

const HOUR_MS = 3_600_000;

/** A status from `Name` or `id:Name`. */
function status(text: string): Status {
  const colon = text.indexOf(':');
  return colon === -1 ? { id: null, name: text } : { id: text.slice(0, colon), name: text.slice(colon + 1) };
}

/** An item that went through statuses (`Open › In Progress › Done`), an hour in each. */
export function went(
  item: string,
  way: string,
  fields: Partial<Fields> = {},
  more: readonly Change[] = [],
): ItemHistory {
  const [first = '', ...rest] = way.split(' › ');
  const changes = rest.map(
    (to, index): Change => ({
      at: (index + 1) * HOUR_MS,
      sequence: index,
      field: 'status',
      from: null,
      to: status(to),
    }),
  );
  return {
    source: 'test',
    item,
    url: null,
    createdAt: 0,
    initial: {
      title: item,
      status: status(first),
      type: 'Story',
      resolution: null,
      project: 'SHOP',
      parent: null,
      team: null,
      labels: [],
      components: [],
      blocked: false,
      links: [],
      custom: {},
      ...fields,
    },
    changes: [...changes, ...more],
    presentStatus: null,
    isCutShort: false,
    deletedAt: null,
  };
}

/** Several items that went the same way. */
export function times(count: number, way: string, fields: Partial<Fields> = {}): readonly ItemHistory[] {
  return Array.from({ length: count }, (_, index) => went(`${way} ${index}`, way, fields));
}
