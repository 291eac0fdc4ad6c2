import type { ConnectorAnswer, LiveSourceAnswer, SetUpFieldAnswer } from '../../api/sources.ts';

/** A source while it is being set up: what stands in the fields, as texts. Secrets live only here, until they are sent. */
export interface SourceDraft {
  readonly fields: Readonly<Record<string, string>>;
  /** Entries of fields that are lists. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly everyMinutes: string;
  readonly perSecond: string;
  readonly proxy: string;
  readonly ca: string;
  readonly isPaused: boolean;
  /** Settings that the form has no field for, kept as they are. */
  readonly other: Readonly<Record<string, unknown>>;
}

export const EMPTY_DRAFT: SourceDraft = {
  fields: {},
  lists: {},
  secrets: {},
  everyMinutes: '15',
  perSecond: '',
  proxy: '',
  ca: '',
  isPaused: false,
  other: {},
};

/** How a source is named while it has no name: none that can be kept, so that no kept credentials are used by chance. */
export const UNNAMED = 'the new source';

/**
 * What a tool is divided into. Of several the one that it asks for first is searched: GitHub has boards beside its repositories, Azure DevOps
 * repositories in its projects.
 */
const DIVISIONS: readonly string[] = ['repositories', 'projects', 'teams'];

/** The field that holds what is chosen by searching; null: this tool has none. */
export function chosenField({ fields }: ConnectorAnswer): SetUpFieldAnswer | null {
  return fields.find(({ key, form }) => form === 'list' && DIVISIONS.includes(key)) ?? null;
}

/** The draft of a source that is kept. */
export function draftOf({ body }: LiveSourceAnswer, { fields }: ConnectorAnswer): SourceDraft {
  const known = new Set(fields.map(({ key }) => key));
  return {
    ...EMPTY_DRAFT,
    fields: Object.fromEntries(
      fields.flatMap((field) => (field.form === 'list' ? [] : [[field.key, textOf(body.config[field.key])]])),
    ),
    lists: Object.fromEntries(
      fields.flatMap((field) => (field.form === 'list' ? [[field.key, entriesOf(field, body.config[field.key])]] : [])),
    ),
    everyMinutes: String(body.everyMinutes),
    perSecond: body.perSecond === undefined ? '' : String(body.perSecond),
    proxy: body.proxy ?? '',
    ca: body.ca ?? '',
    isPaused: body.isPaused,
    other: Object.fromEntries(Object.entries(body.config).filter(([key]) => !known.has(key))),
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function entriesOf({ itemKey }: SetUpFieldAnswer, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const entries: readonly unknown[] = value;
  return entries.map((entry) => {
    if (itemKey === null || typeof entry !== 'object' || entry === null) return textOf(entry);
    const [only, ...others] = Object.entries(entry);
    return only !== undefined && others.length === 0 && only[0] === itemKey ? textOf(only[1]) : JSON.stringify(entry);
  });
}

/** A draft as it is sent. */
export function bodyOf(draft: SourceDraft, connector: ConnectorAnswer) {
  const config: Record<string, unknown> = { ...draft.other };
  for (const field of connector.fields) {
    const value = settingOf(field, draft);
    if (value !== undefined) config[field.key] = value;
  }
  return {
    kind: connector.id,
    config,
    everyMinutes: Number(draft.everyMinutes),
    isPaused: draft.isPaused,
    ...(draft.perSecond.trim() === '' ? {} : { perSecond: Number(draft.perSecond.replace(',', '.')) }),
    ...(draft.proxy.trim() === '' ? {} : { proxy: draft.proxy.trim() }),
    ...(draft.ca.trim() === '' ? {} : { ca: draft.ca.trim() }),
  };
}

/** What stands in a field, as the connector takes it; undefined where it is left empty. */
function settingOf(field: SetUpFieldAnswer, draft: SourceDraft): unknown {
  if (field.form === 'list') {
    const entries = draft.lists[field.key] ?? [];
    return entries.length === 0 ? undefined : entries.map((entry) => entryOf(field, entry));
  }
  const text = (draft.fields[field.key] ?? '').trim();
  if (text === '') return undefined;
  if (field.form === 'yes-no') return text === 'true';
  if (field.form === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  return text;
}

function entryOf({ itemKey }: SetUpFieldAnswer, entry: string): unknown {
  if (itemKey === null) return entry;
  if (!entry.startsWith('{')) return { [itemKey]: entry };
  try {
    return JSON.parse(entry);
  } catch {
    // Sent as it was written, so that the connector says what is wrong with it.
    return entry;
  }
}

/** Fields that must be filled and are not; those whose secret is kept already need none. */
export function missingIn(
  draft: SourceDraft,
  { fields, secrets }: ConnectorAnswer,
  kept: readonly string[],
): readonly string[] {
  return [
    ...fields.filter((field) => !field.isOptional && settingOf(field, draft) === undefined),
    ...secrets.filter(
      ({ key, isOptional }) => !isOptional && !kept.includes(key) && (draft.secrets[key] ?? '').trim() === '',
    ),
  ].map(({ label }) => label);
}

/** A name for a new source: the tool's, with a number where that one is taken. */
export function freeName(kind: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? kind : `${kind}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** What is wrong with the name of a new source; null when it can be used. */
export function newNameProblem(name: string, taken: readonly string[]): string | null {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    return 'Small letters, digits and hyphens, beginning with a letter or digit.';
  }
  if (name === 'new') return 'This name belongs to the page on which sources are set up.';
  return taken.includes(name) ? 'A source has this name already.' : null;
}
