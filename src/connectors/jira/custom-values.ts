import { isRecord, textIn, withoutNul } from '../kit/json-shape.ts';

/** The texts of a field's present value; people, documents and anything else without a plain text give none. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [withoutNul(value)];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isRecord(value) || isPerson(value)) return [];
  const text = textIn(value, 'value') ?? textIn(value, 'name') ?? textIn(value, 'key');
  return text === null ? [] : [text];
}

const PERSON_KEYS = ['accountId', 'accountType', 'displayName', 'emailAddress', 'avatarUrls', 'timeZone'];

function isPerson(value: Readonly<Record<string, unknown>>): boolean {
  return PERSON_KEYS.some((key) => Object.hasOwn(value, key));
}

const IDS = /^\[?\s*\d+(\s*,\s*\d+)*\s*\]?$/;
const DAY = /^\d{4}-\d\d-\d\d/;

/**
 * Whether one side of a change may name a person. A change log gives a person's account as id and the name as text, so a
 * text is taken only where the id is none, a number (or a list of them), a date, or the text itself.
 */
export function mayBePerson(id: string | null, text: string | null): boolean {
  if (text === null || text.trim() === '') return false;
  return !(id === null || id === '' || id === text || IDS.test(id) || DAY.test(id));
}

/** The texts of one side of a change; several where the ids are several. */
export function changedTexts(id: string | null, text: string | null): readonly string[] {
  if (text === null || text.trim() === '') return [];
  if (id === null || !IDS.test(id)) return [text];
  const count = id.split(',').length;
  const parts = text.split(',').map((part) => part.trim());
  return count > 1 && parts.length === count ? parts : [text];
}
