import type { z } from 'zod';
import { expectedAt, keysAt, type Path, showPath } from './document-keys.ts';
import { nearest } from './nearest.ts';

/** A mistake in words, at a place; `at` tells whether the key or the value is meant. */
export interface Explained {
  readonly path: Path;
  readonly at: 'key' | 'value';
  readonly message: string;
  /** Of an unknown key: the key that was likely meant. */
  readonly meant?: string | null;
}

type Issue = z.core.$ZodIssue;

/** An issue of the schema in words that name what was found and what is allowed. */
export function explainIssue(issue: Issue, data: unknown): readonly Explained[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, keysAt(path)));
  if (issue.code === 'invalid_union') {
    const inner = innerIssues(issue);
    if (inner.length > 0) {
      return inner.flatMap((one) => explainIssue({ ...one, path: [...issue.path, ...one.path] }, data));
    }
  }
  const found = valueAt(data, path);
  if (found === undefined) return [missing(path)];
  if (issue.code === 'custom') return [{ path, at: 'value', message: issue.message }];
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : wordsFor(issue);
  return [
    { path, at: 'value', message: `found ${show(found)}; expected ${expectedAt(path)}${hintFor(found, allowed)}` },
  ];
}

/** Issues of the branch that the writer likely meant: the one that took the value's shape and failed further in. */
function innerIssues(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const meant = issue.errors.find((issues) =>
    issues.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys' || one.code === 'custom'),
  );
  const unknownKeys = meant?.filter((one) => one.code === 'unrecognized_keys') ?? [];
  return unknownKeys.length > 0 ? unknownKeys : (meant ?? []);
}

/** Leaves out "timeZone is missing" where `timezone` beside it was likely meant to be it. */
export function withoutEchoes(explained: readonly Explained[]): readonly Explained[] {
  const meant = new Set(
    explained.flatMap(({ path, meant: key }) =>
      typeof key === 'string' ? [showPath([...path.slice(0, -1), key])] : [],
    ),
  );
  return explained.filter((one) => one.meant !== undefined || !meant.has(showPath(one.path)));
}

function unknownKey(path: Path, key: string, allowed: readonly string[]): Explained {
  const meant = nearest(key, allowed);
  const hint = meant === null ? '' : `; did you mean "${meant}"?`;
  const message = `unknown key "${key}"; allowed: ${allowed.join(', ')}${hint}`;
  return { path: [...path, key], at: 'key', message, meant };
}

function missing(path: Path): Explained {
  const key = path.at(-1);
  return { path, at: 'key', message: `"${String(key)}" is missing; expected ${expectedAt(path)}` };
}

function hintFor(found: unknown, allowed: readonly string[]): string {
  if (typeof found === 'boolean' && allowed.length === 0)
    return `; if it is a name, put it in quotes: "${String(found)}"`;
  if (typeof found !== 'string' || allowed.length === 0) return '';
  const meant = nearest(found, allowed);
  return meant === null || meant === found ? '' : `; did you mean "${meant}"?`;
}

function wordsFor(issue: Issue): readonly string[] {
  return issue.code === 'invalid_type' && issue.expected === 'boolean' ? ['true', 'false'] : [];
}

/** A found value in few words. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.trim() === '') return 'an empty text';
  return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`;
}

function valueAt(data: unknown, path: Path): unknown {
  let value: unknown = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    const inner: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
    value = inner;
  }
  return value;
}
