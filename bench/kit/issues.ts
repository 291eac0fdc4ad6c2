import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Stream } from '../../src/flow/stream/compile.ts';
import { parseStream } from '../../src/flow/stream/parse.ts';
import { asJiraIssue } from '../../src/sample/as-jira.ts';
import { simulateStream } from '../../src/sample/simulate-stream.ts';

/** A file of Jira issues, one a line, with the stream that looks at it. */
export interface IssueFile {
  readonly what: string;
  readonly file: string;
  readonly documentFile: string;
  readonly stream: Stream;
  readonly from: string;
  readonly to: string;
}

const REAL = path.resolve(
  process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data'),
  'jira/islandora.ndjson.gz',
);
export const SIMULATED_END = '2026-01-05';

const ISLANDORA = `version: 1
stream: Islandora
timeZone: America/Halifax
items: [{project: [ISLANDORA]}]
flowItem: story
levels:
  - {type: Epic, level: epic}
  - {type: [Sub-task, Technical task], level: task}
  - {level: story}
kinds:
  - {type: Bug, kind: defect}
  - {kind: feature}
steps:
  - {step: Received, stage: discovery, state: new, statuses: [Received]}
  - {step: Ready, stage: delivery, state: waiting, statuses: [Open, Reopened]}
  - {step: In progress, state: active, statuses: [In Progress]}
  - {step: Review, state: waiting, statuses: [In Review, Awaiting Review, Patch Available, Ready to Merge, Reviewed, Waiting]}
  - {step: Done, state: done, statuses: [Resolved, Closed]}
resolutions: {cancelled: ["Won't Fix", Duplicate, "Cannot Reproduce", Invalid, Incomplete]}
blocked: {flag: Flagged, links: [is blocked by]}
`;

/** 981 real issues of one project, unpacked; where the real data is missing, as many simulated ones. */
export async function fileOf981(folder: string): Promise<IssueFile> {
  const file = path.join(folder, 'issues.ndjson');
  if (!existsSync(REAL)) {
    const made = await fileOfSimulated(folder, 981);
    return { ...made, what: '981 simulated issues (the real ones are not at hand: see docs/performance.md)' };
  }
  writeFileSync(file, gunzipSync(readFileSync(REAL)));
  return {
    what: '981 issues of the Islandora project',
    ...keepDocument(folder, ISLANDORA),
    file,
    from: '2014-01-01',
    to: '2014-04-01',
  };
}

/** Simulated issues as Jira answers them, with all that a real answer carries and nobody reads. */
export async function fileOfSimulated(folder: string, items: number): Promise<IssueFile> {
  const file = path.join(folder, 'simulated.ndjson');
  const { documentText, histories } = simulateStream({ seed: 7, items, endOn: SIMULATED_END });
  const out = createWriteStream(file);
  for (const history of histories) {
    if (!out.write(`${JSON.stringify(asJiraIssue(history))}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return {
    what: `${items.toLocaleString('en')} simulated issues`,
    ...keepDocument(folder, documentText),
    file,
    from: '2025-10-13',
    to: SIMULATED_END,
  };
}

function keepDocument(folder: string, text: string): { readonly documentFile: string; readonly stream: Stream } {
  const documentFile = path.join(folder, 'stream.yaml');
  writeFileSync(documentFile, text);
  const parsed = parseStream(text);
  if (!parsed.ok) throw new Error(`bench: the stream document is not valid: ${parsed.problems[0]?.message ?? ''}`);
  return { documentFile, stream: parsed.stream };
}
