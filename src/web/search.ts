import './no-eval.ts';
import { z } from 'zod';
import { KINDS } from '../flow/facts.ts';

/**
 * What an address can say about any page: its window, its filters and what stands open. The names and the way they are
 * written are those of the HTTP API. Text that makes no sense is dropped rather than refused, so that an old or mistyped
 * link still leads to its page.
 */
const day = z.iso.date();
export const listInAddress = z
  .union([z.array(z.string()), z.string().transform(splitList)])
  .pipe(z.array(z.string().min(1)).min(1))
  .optional();
const kinds = z
  .union([z.array(z.string()), z.string().transform(splitList)])
  .pipe(z.array(z.enum(KINDS)).min(1))
  .optional();

export const pageSearch = z.object({
  /** `12w`: the last twelve whole weeks; `90d`, `6m` likewise. Wins over from and to when both stand there. */
  last: z
    .string()
    .regex(/^[1-9]\d{0,2}[dwm]$/)
    .optional()
    .catch(undefined),
  from: day.optional().catch(undefined),
  /** The first day left out. */
  to: day.optional().catch(undefined),
  asOf: z.iso.datetime({ offset: true }).optional().catch(undefined),
  kind: kinds.catch(undefined),
  team: listInAddress.catch(undefined),
  label: listInAddress.catch(undefined),
  epic: listInAddress.catch(undefined),
  /** What stands open beside the page, e.g. `measure:flow-time`. */
  open: z.string().min(1).optional().catch(undefined),
});
export type PageSearch = z.output<typeof pageSearch>;

/** Parameters that go along from page to page: the window and the filters, not what stands open. */
export const KEPT = ['last', 'from', 'to', 'asOf', 'kind', 'team', 'label', 'epic'] as const;

/** The part of an address that goes along to another page and to the server. */
export type View = Pick<PageSearch, (typeof KEPT)[number]>;

/** Leaves only what goes along to another page and to the server: an address may hold more than that. */
export function viewOf({ last, from, to, asOf, kind, team, label, epic }: View): View {
  return { last, from, to, asOf, kind, team, label, epic };
}

/** Reads an address as people write it: `kind=defect,risk`, no JSON. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes it back, leaving `:`, `/` and `,` as they are, so that an address can be read. */
export function writeSearch(search: Record<string, unknown>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(search)) {
    const text = Array.isArray(value) ? joinList(value.map(String)) : value;
    if (text === undefined || text === null || text === '') continue;
    pairs.push(`${encode(name)}=${encode(typeof text === 'string' ? text : JSON.stringify(text))}`);
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%20', '+');
}

/** `a,b`; a comma or per cent sign inside a value is escaped. */
function joinList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',');
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .filter((one) => one !== '')
    .map(decode);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray per cent sign typed by hand is meant as it stands.
    return text;
  }
}

/** Whether any filter cuts the page's items down. */
export function isFiltered(search: PageSearch): boolean {
  return [search.kind, search.team, search.label, search.epic].some((one) => one !== undefined);
}
