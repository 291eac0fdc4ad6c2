import { foldAll, inputAt } from '../fold-all.ts';
import type { Change, ItemHistory } from '../history.ts';
import type { MeasureInput } from '../measure.ts';
import { compileStream, type Stream } from '../stream/compile.ts';
import { type StreamDocumentInput, streamDocument } from '../stream/document.ts';
import { windowOf } from '../window.ts';

/**
 * A small stream for tests: Idea (new) › Ready (waiting) › Build (active) › Review (waiting) › Test (active) › Done, and Dropped
 * (cancelled). Bug is a defect, Story a feature, label security a risk, label debt a debt; resolution "Won't Fix" counts as cancelled.
 */
export function exampleStream(changed: Partial<StreamDocumentInput> = {}): Stream {
  return compileStream(
    streamDocument.parse({
      version: 1,
      stream: 'Example',
      timeZone: 'UTC',
      flowItem: 'story',
      levels: [{ type: 'Epic', level: 'epic' }, { level: 'story' }],
      kinds: [
        { type: 'Bug', kind: 'defect' },
        { label: 'security', kind: 'risk' },
        { label: 'debt', kind: 'debt' },
        { type: 'Story', kind: 'feature' },
      ],
      steps: [
        { step: 'Idea', stage: 'discovery', state: 'new', statuses: ['Idea'] },
        { step: 'Ready', stage: 'delivery', state: 'waiting', statuses: ['Ready'] },
        { step: 'Build', state: 'active', statuses: ['Build'], limit: 2 },
        { step: 'Review', state: 'waiting', statuses: ['Review'] },
        { step: 'Test', state: 'active', statuses: ['Test'] },
        { step: 'Done', state: 'done', statuses: ['Done', 'Closed'] },
        { step: 'Dropped', state: 'cancelled', statuses: ['Dropped'] },
      ],
      resolutions: { cancelled: ["Won't Fix"] },
      ...changed,
    }),
  );
}

interface ItemOptions {
  readonly type?: string;
  readonly labels?: readonly string[];
  readonly team?: string;
}

/**
 * An item's history from lines such as `2026-01-05T09:00Z Ready`, the first of which creates it. A line may also say `blocked`,
 * `unblocked`, `resolution=…`, `team=…` or `deleted`.
 */
export function itemOf(item: string, lines: readonly string[], options: ItemOptions = {}): ItemHistory {
  const changes: Change[] = [];
  let deletedAt: number | null = null;
  const [first = '', ...rest] = lines;
  const created = parse(first);
  rest.forEach((line, index) => {
    const { at, what } = parse(line);
    const [name = '', value = ''] = what.split('=');
    const base = { at, sequence: index };
    if (what === 'deleted') deletedAt = at;
    else if (what === 'blocked' || what === 'unblocked') {
      changes.push({ ...base, field: 'blocked', to: what === 'blocked' });
    } else if (name === 'resolution' || name === 'team') {
      changes.push({ ...base, field: name, to: value === '' ? null : value });
    } else changes.push({ ...base, field: 'status', from: null, to: { id: null, name: what } });
  });
  return {
    source: 'test',
    item,
    url: null,
    createdAt: created.at,
    initial: {
      title: `Title of ${item}`,
      status: { id: null, name: created.what },
      type: options.type ?? 'Story',
      resolution: null,
      project: null,
      parent: null,
      team: options.team ?? null,
      labels: options.labels ?? [],
      components: [],
      blocked: false,
      links: [],
      custom: {},
    },
    changes,
    presentStatus: null,
    isCutShort: false,
    deletedAt,
  };
}

function parse(line: string): { at: number; what: string } {
  const space = line.indexOf(' ');
  const at = Date.parse(line.slice(0, space));
  if (Number.isNaN(at)) throw new Error(`test data: "${line}" does not begin with an instant`);
  return { at, what: line.slice(space + 1) };
}

/** What measures read, for a window of days; `asOf` is an instant such as `2026-01-05T09:00Z`. */
export function inputOf(
  histories: readonly ItemHistory[],
  from: string,
  to: string,
  more: { readonly asOf?: string; readonly stream?: Stream } = {},
): MeasureInput {
  const stream = more.stream ?? exampleStream();
  const asOf = more.asOf === undefined ? undefined : Date.parse(more.asOf);
  return inputAt(foldAll(histories, stream), stream, windowOf(stream.timeZone, from, to, asOf));
}
