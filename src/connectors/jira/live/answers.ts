import type { HttpAnswer } from '../../kit/http.ts';
import { idIn, isRecord, type JsonRecord, textIn } from '../../kit/json-shape.ts';
import { SourceFailure } from '../../kit/source-failure.ts';
import type { ProjectSeen } from './api.ts';

/** The object in an answer. Jira answers some requests with bad credentials as if nobody had asked: that is told apart here. */
export function objectIn(answer: HttpAnswer, what: string): JsonRecord {
  refuseUnsigned(answer);
  if (!isRecord(answer.json)) throw strange(what);
  return answer.json;
}

export function listOf(answer: HttpAnswer, what: string): readonly JsonRecord[] {
  refuseUnsigned(answer);
  if (!Array.isArray(answer.json)) throw strange(what);
  return answer.json.filter(isRecord);
}

/** The objects in a list of an answer. */
export function recordsIn(record: JsonRecord, key: string, what: string): readonly JsonRecord[] {
  const list = record[key];
  if (!Array.isArray(list)) throw strange(what);
  return list.filter(isRecord);
}

export function numberIn(record: JsonRecord, key: string): number | null {
  const value = record[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function projectIn(record: JsonRecord): readonly ProjectSeen[] {
  const id = idIn(record, 'id');
  const key = textIn(record, 'key');
  return id === null || key === null ? [] : [{ id, key, name: textIn(record, 'name') ?? key }];
}

function refuseUnsigned({ headers }: HttpAnswer): void {
  if (!/AUTHENTICATED_FAILED|AUTHENTICATION_DENIED/.test(headers['x-seraph-loginreason'] ?? '')) return;
  throw new SourceFailure(
    'unauthorised',
    'Jira: the credentials are not taken (it answered as to nobody); make a new token and save it in the source',
  );
}

function strange(what: string): SourceFailure {
  return new SourceFailure(
    'unreadable',
    `Jira: the answer for ${what} has not the form that Jira gives; is the address that of Jira itself?`,
  );
}
