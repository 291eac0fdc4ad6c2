import type { JiraJson } from '../../sample/as-jira.ts';

export function isJson(value: unknown): value is JiraJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one where there is none. */
export function objectIn(json: JiraJson, key: string): JiraJson {
  const value = json[key];
  return isJson(value) ? value : {};
}

export function listIn(json: JiraJson, key: string): readonly unknown[] {
  const value = json[key];
  return Array.isArray(value) ? value : [];
}

/** The text or number under a key; empty where there is none. */
export function textIn(json: JiraJson, key: string): string {
  const value = json[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function numberIn(json: JiraJson, key: string, otherwise: number): number {
  const value = json[key];
  return typeof value === 'number' ? value : otherwise;
}
