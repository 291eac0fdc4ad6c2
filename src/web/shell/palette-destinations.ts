import type { ItemRow, MetricDefinition } from '../../api/flow.ts';
import type { ObjectiveRow } from '../../api/objectives.ts';
import type { OutcomeRow } from '../../api/outcomes.ts';
import type { SavedView, StreamSummary } from '../../api/store.ts';
import { writeOpen } from '../open.ts';
import type { PageSearch } from '../search.ts';
import { STREAM_PAGES } from './stream-pages.ts';
import { VALUE_PAGES } from './value-places.ts';

/** A place the palette can go to, or a thing it can do. */
export interface Destination {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly action: Action;
}

type Action =
  | { readonly do: 'go'; readonly link: Place; readonly search?: Partial<PageSearch> & { readonly source?: string } }
  | { readonly do: 'search'; readonly search: Partial<PageSearch> }
  | { readonly do: 'address'; readonly address: string }
  | { readonly do: 'scheme'; readonly scheme: 'light' | 'dark' | 'auto' };

type Place =
  | {
      readonly to:
        | '/'
        | '/sources'
        | '/sources/new'
        | '/import'
        | '/settings'
        | '/outcomes/new'
        | '/objectives/new'
        | (typeof VALUE_PAGES)[number]['to'];
    }
  | { readonly to: '/outcomes/$id' | '/objectives/$id'; readonly params: { readonly id: string } }
  | {
      readonly to: '/streams/$stream' | (typeof STREAM_PAGES)[number]['to'];
      readonly params: { readonly stream: string };
    }
  | {
      readonly to: '/streams/$stream/items/$item';
      readonly params: { readonly stream: string; readonly item: string };
    };

interface Known {
  readonly streams: readonly StreamSummary[];
  readonly metrics: readonly MetricDefinition[];
  readonly items: readonly ItemRow[];
  readonly views: readonly SavedView[];
  readonly outcomes: readonly Pick<OutcomeRow, 'id' | 'title'>[];
  readonly objectives: readonly (Pick<ObjectiveRow, 'id'> & { readonly body: Pick<ObjectiveRow['body'], 'title'> })[];
  /** The stream of the page one is on. */
  readonly stream: string | null;
}

/** Every destination, nearest first. */
export function destinationsOf({
  streams,
  metrics,
  items,
  views,
  outcomes,
  objectives,
  stream,
}: Known): readonly Destination[] {
  const here = streams.find((one) => one.id === stream);
  return [
    ...items.map(
      (row): Destination => ({
        id: `item ${row.source} ${row.item}`,
        name: `${row.item} ${row.title}`,
        group: 'item',
        action: {
          do: 'go',
          link: { to: '/streams/$stream/items/$item', params: { stream: stream ?? '', item: row.item } },
          search: { source: row.source },
        },
      }),
    ),
    ...(here === undefined ? [] : pagesOf(here, 'this stream')),
    ...views.map(
      (view): Destination => ({
        id: `view ${view.id}`,
        name: view.name,
        group: 'view',
        action: { do: 'address', address: view.address },
      }),
    ),
    ...(stream === null
      ? []
      : [
          {
            id: 'notes',
            name: 'Add a note to a day',
            group: 'this stream',
            action: { do: 'search' as const, search: { open: writeOpen({ to: 'notes' }) } },
          },
        ]),
    { id: 'portfolio', name: 'Portfolio', group: 'page', action: { do: 'go', link: { to: '/' } } },
    ...VALUE_PAGES.map(
      ({ to, name }): Destination => ({ id: to, name, group: 'value', action: { do: 'go', link: { to } } }),
    ),
    {
      id: 'new outcome',
      name: 'State an outcome',
      group: 'value',
      action: { do: 'go', link: { to: '/outcomes/new' } },
    },
    {
      id: 'new objective',
      name: 'State an objective',
      group: 'value',
      action: { do: 'go', link: { to: '/objectives/new' } },
    },
    ...objectives.map(
      ({ id, body }): Destination => ({
        id: `objective ${id}`,
        name: body.title,
        group: 'objective',
        action: { do: 'go', link: { to: '/objectives/$id', params: { id } } },
      }),
    ),
    ...outcomes.map(
      ({ id, title }): Destination => ({
        id: `outcome ${id}`,
        name: title,
        group: 'outcome',
        action: { do: 'go', link: { to: '/outcomes/$id', params: { id } } },
      }),
    ),
    ...streams.filter((one) => one.id !== stream).flatMap((one) => pagesOf(one, 'stream')),
    ...(stream === null ? [] : metrics.map(measureOf)),
    { id: 'sources', name: 'Sources', group: 'page', action: { do: 'go', link: { to: '/sources' } } },
    { id: 'connect', name: 'Connect a tool', group: 'page', action: { do: 'go', link: { to: '/sources/new' } } },
    { id: 'import', name: 'Import a history', group: 'page', action: { do: 'go', link: { to: '/import' } } },
    { id: 'settings', name: 'Settings', group: 'page', action: { do: 'go', link: { to: '/settings' } } },
    ...WINDOWS.map(
      ([last, name]): Destination => ({
        id: `window ${last}`,
        name,
        group: 'window',
        action: { do: 'search', search: { last, from: undefined, to: undefined } },
      }),
    ),
    {
      id: 'no filters',
      name: 'Show everything: take all filters off',
      group: 'filters',
      action: { do: 'search', search: { kind: undefined, team: undefined, label: undefined, epic: undefined } },
    },
    { id: 'light', name: 'Light page', group: 'look', action: { do: 'scheme', scheme: 'light' } },
    { id: 'dark', name: 'Dark page', group: 'look', action: { do: 'scheme', scheme: 'dark' } },
    { id: 'auto', name: 'Light or dark as the system', group: 'look', action: { do: 'scheme', scheme: 'auto' } },
  ];
}

const WINDOWS = [
  ['4w', 'Last 4 weeks'],
  ['12w', 'Last 12 weeks'],
  ['26w', 'Last 26 weeks'],
  ['52w', 'Last 52 weeks'],
] as const;

function pagesOf(stream: StreamSummary, group: string): readonly Destination[] {
  const params = { stream: stream.id };
  return [
    {
      id: `stream ${stream.id}`,
      name: stream.name,
      group,
      action: { do: 'go', link: { to: '/streams/$stream', params } },
    },
    ...STREAM_PAGES.map(
      (page): Destination => ({
        id: `${page.to} ${stream.id}`,
        name: `${stream.name} › ${page.name}`,
        group,
        action: { do: 'go', link: { to: page.to, params } },
      }),
    ),
  ];
}

function measureOf(metric: MetricDefinition): Destination {
  return {
    id: `measure ${metric.id}`,
    name: metric.name,
    group: 'measure',
    action: { do: 'search', search: { open: writeOpen({ to: 'measure', metric: metric.id, where: {} }) } },
  };
}

/** Of these there are too many to list before anything is typed. */
const FOUND_BY_NAME: ReadonlySet<string> = new Set(['measure', 'outcome', 'objective']);

/** Those whose name holds every word typed: first names that begin with it, then names in which a word begins with it. */
export function rank(destinations: readonly Destination[], typed: string): readonly Destination[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return destinations.filter(({ group }) => !FOUND_BY_NAME.has(group));
  const scored = destinations.flatMap((one) => {
    const name = one.name.toLowerCase();
    if (!words.every((word) => name.includes(word))) return [];
    const score = name.startsWith(first)
      ? 0
      : name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(first))
        ? 1
        : 2;
    return [{ one, score }];
  });
  return scored.sort((a, b) => a.score - b.score).map(({ one }) => one);
}
