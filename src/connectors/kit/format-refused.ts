import { isRecord } from './json-shape.ts';
import type { RefusedRecord } from './record.ts';

/**
 * Refused records as text of their own format, to be mended and imported again: CSV rows with the reason in a column
 * `refused`, JSON one a line with the reason under `refused`. Both are left out when the file is read again. A record too
 * large to keep is left out here; its reason says so.
 */
export function formatRefused(_format: string, records: readonly RefusedRecord[], withHeader: boolean): string {
  const lines: string[] = [];
  const header = records[0]?.header ?? null;
  if (withHeader && header !== null) lines.push(header);
  for (const { rawText, header: rowHeader, reason } of records) {
    if (rawText === null) continue;
    lines.push(rowHeader === null ? jsonLine(rawText, reason) : rawText);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Text that is no JSON stays as it is, but for its line ends, which may stand between values only. */
function jsonLine(text: string, reason: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return JSON.stringify({ ...value, refused: reason });
  } catch {
    // broken JSON is what people are asked to mend
  }
  return text.replaceAll(/\r?\n|\r/g, ' ');
}
