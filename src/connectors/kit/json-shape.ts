/** Narrowing of parsed JSON. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under a key, null when there is none. Safe for keys such as `toString` that every object answers to. */
export function textIn(record: JsonRecord, key: string): string | null {
  const value = record[key];
  return typeof value === 'string' ? withoutNul(value) : null;
}

/** PostgreSQL keeps no NUL in a text, and people paste some into titles. */
export function withoutNul(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
}

/** An id, which some versions give as number. */
export function idIn(record: JsonRecord, key: string): string | null {
  const value = record[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

export function recordIn(record: JsonRecord, key: string): JsonRecord | null {
  const value = record[key];
  return isRecord(value) ? value : null;
}
