import { isRecord } from '../kit/json-shape.ts';
import { changeReading } from './wanted-fields.ts';

/**
 * A refused issue cut down to what may be kept, whatever shape it is in, so that it can be mended and imported again. People
 * are left out here too.
 */
export function mendable(value: unknown): unknown {
  if (!isRecord(value)) return typeof value === 'object' ? null : value;
  return pick(value, TOP);
}

type Shape = { readonly [key: string]: 'scalar' | 'scalars' | 'items' | Shape | readonly [Shape] };

const KEYED: Shape = { id: 'scalar', key: 'scalar' };
const NAMED: Shape = { id: 'scalar', name: 'scalar' };

const TOP: Shape = {
  id: 'scalar',
  key: 'scalar',
  self: 'scalar',
  fields: {
    created: 'scalar',
    summary: 'scalar',
    status: { ...NAMED, statusCategory: { key: 'scalar' } },
    issuetype: { name: 'scalar', subtask: 'scalar' },
    resolution: NAMED,
    project: KEYED,
    parent: KEYED,
    epic: KEYED,
    labels: 'scalars',
    components: [NAMED],
    issuelinks: [{ type: { inward: 'scalar', outward: 'scalar' }, inwardIssue: KEYED, outwardIssue: KEYED }],
    flagged: 'scalar',
  },
  changelog: { total: 'scalar', histories: [{ id: 'scalar', created: 'scalar', items: 'items' }] },
};

function pick(value: unknown, shape: Shape | readonly [Shape]): unknown {
  if (isList(shape)) return Array.isArray(value) ? value.map((one) => pick(one, shape[0])) : scalar(value);
  if (!isRecord(value)) return scalar(value);
  const kept: [string, unknown][] = [];
  for (const [key, part] of Object.entries(shape)) {
    if (!Object.hasOwn(value, key)) continue;
    const held = value[key];
    if (part === 'scalar') kept.push([key, scalar(held)]);
    else if (part === 'scalars') kept.push([key, Array.isArray(held) ? held.map(scalar) : scalar(held)]);
    else if (part === 'items') kept.push([key, Array.isArray(held) ? held.filter(isRead).map(item) : scalar(held)]);
    else kept.push([key, pick(held, part)]);
  }
  return Object.fromEntries(kept);
}

function isList(shape: Shape | readonly [Shape]): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function scalar(value: unknown): unknown {
  return typeof value === 'object' ? null : value;
}

function isRead(value: unknown): boolean {
  return (
    isRecord(value) && typeof value.field === 'string' && changeReading({ further: [] }, value.field, null) === 'own'
  );
}

const ITEM_KEYS = ['field', 'fieldId', 'from', 'fromString', 'to', 'toString'];

function item(value: unknown): unknown {
  if (!isRecord(value)) return null;
  const kept = ITEM_KEYS.filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries(kept.map((key) => [key, scalar(value[key])]));
}
