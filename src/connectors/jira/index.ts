import type { ItemHistory } from '../../flow/history.ts';
import type { HistoryFile } from '../kit/files.ts';
import type { CutRecord } from '../kit/json-cutter.ts';
import { parseRecord, recordsOf } from '../kit/json-records.ts';
import { isRecord } from '../kit/json-shape.ts';
import { holdsPeople } from '../kit/people-fields.ts';
import type { FileFormat, HistoryRecord, ReadOptions, RefusedRecord, StatusCategory, TypeSeen } from '../kit/record.ts';
import { type JiraIssue, rawOf } from './issue.ts';
import { issuesIn } from './issues-in.ts';
import { historyOf } from './map.ts';
import { mendable } from './mendable.ts';
import { readIssue } from './read-issue.ts';
import { type WantedFields, wantedFields } from './wanted-fields.ts';

/** Jira issues as JSON with their change log: array, search answer or one a line, plain or gzip. */
export const jira: FileFormat = {
  id: 'jira',
  name: 'Jira issues (JSON with changelog)',
  read,
  historyOfRaw: (raw, options) => {
    const wanted = wantedFields(options.customFields ?? []);
    const { issue, problem } = readIssue(JSON.parse(raw), wanted);
    if (issue === null) throw new Error(`a stored Jira record cannot be read: it ${problem}`);
    return historyOf(issue, options.source ?? 'jira', wanted);
  },
};

async function* read(files: readonly HistoryFile[], options: ReadOptions): AsyncGenerator<HistoryRecord> {
  const wanted = wantedFields(options.customFields ?? []);
  const after = options.after ?? 0;
  let position = 0;
  for (const name of (options.customFields ?? []).filter(holdsPeople)) {
    yield notice(files[0]?.name ?? '', after, `the field "${name}" holds people or their words and is not read`);
  }
  for (const file of files) {
    for await (const batch of recordsOf(file)) {
      for (const cut of batch.records) {
        const parsed = parseRecord(cut);
        if (parsed.problem !== null) {
          position += 1;
          if (position > after) yield refusedCut(cut, parsed.problem, position, file.name);
          continue;
        }
        for (const { value, names } of issuesIn(parsed.value, batch.names)) {
          position += 1;
          if (position <= after) continue;
          const { issue, problem } = readIssue(value, wanted, names);
          yield issue === null
            ? refusedIssue(value, problem, cut, position, file.name)
            : taken(issue, options, wanted, position, file.name);
        }
      }
    }
  }
}

function taken(
  issue: JiraIssue,
  options: ReadOptions,
  wanted: WantedFields,
  position: number,
  file: string,
): HistoryRecord {
  const history: ItemHistory = historyOf(issue, options.source ?? 'jira', wanted);
  return {
    kind: 'history',
    position,
    file,
    history,
    raw: options.withRaw === false ? '' : rawOf(issue),
    categories: categoriesOf(issue),
    types: typesOf(issue),
  };
}

function categoriesOf({ fields: { status } }: JiraIssue): readonly StatusCategory[] {
  return [{ id: status.id, name: status.name, category: status.statusCategory?.key ?? null }];
}

function typesOf({ fields: { issuetype } }: JiraIssue): readonly TypeSeen[] {
  return issuetype === null ? [] : [{ name: issuetype.name, isSubtask: issuetype.subtask }];
}

/** Jira's own text is kept as it came: it cannot be cut down to the fields that are read before it can be parsed. */
function refusedCut(cut: CutRecord, reason: string, position: number, file: string): RefusedRecord {
  const rawText = cut.bytes === null ? null : cut.bytes.toString().trim();
  return { kind: 'refused', position, file, ...placeOf(cut), item: null, reason, rawText, header: null };
}

function refusedIssue(value: unknown, reason: string, cut: CutRecord, position: number, file: string): RefusedRecord {
  const item = isRecord(value) && typeof value.key === 'string' ? value.key : null;
  const rawText = JSON.stringify(mendable(value));
  return { kind: 'refused', position, file, ...placeOf(cut), item, reason, rawText, header: null };
}

function placeOf({ line, byte }: CutRecord): { readonly line: number | null; readonly place: string } {
  return { line, place: line === null ? `byte ${byte}` : `line ${line}` };
}

function notice(file: string, position: number, message: string): HistoryRecord {
  return { kind: 'notice', position, file, line: null, message };
}
