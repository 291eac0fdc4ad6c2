import { readFileSync } from 'node:fs';
import path from 'node:path';
import { measureHistories, readAll } from '../src/app/measure-histories.ts';
import { customFieldsOf } from '../src/flow/stream/compile.ts';
import { timedNode } from './kit/children.ts';
import { fileOf981, type IssueFile } from './kit/issues.ts';
import { inTemporaryFolder } from './kit/temporary.ts';
import { ms, spreadOf, type Taken, timed, timedOften, verdict } from './kit/timing.ts';

const AIM_RATIO = 3;
const MAIN = path.resolve(import.meta.dirname, '../src/cli/main.ts');
const STARTS = 5;

/** Prints what every measure of a history costs, beside reading and parsing the same file. */
export async function run(report: (line: string) => void): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const issues = await fileOf981(folder);
    report(`measure: ${issues.what}, ${(readFileSync(issues.file).length / 1e6).toFixed(1)} MB of JSON, one a line`);
    const first = await timed(() => measure(issues));
    const warm = await timedOften(() => measure(issues), 15, 10);
    const peer = await timedOften(() => parse(issues.file), 15, 10);
    const own = cpuOf(warm);
    const other = cpuOf(peer);
    const ratio = own.p50 / other.p50;
    report(
      `  in process, warm: ${ms(own.p50)} of CPU (wall ${ms(wallOf(warm).p50)}), validation included, against ${ms(other.p50)} ` +
        `to read the file and JSON.parse each line: ratio ${ratio.toFixed(2)} (aim ${AIM_RATIO} at most: ${verdict(ratio, AIM_RATIO)}); ` +
        'bound by parsing and checking each issue',
    );
    const cold = Array.from({ length: STARTS }, () => start(issues));
    const parsing = Array.from({ length: STARTS }, () => startPeer(issues.file));
    const begin = `cold start of \`millrace measure\`: p50 ${ms(wallOf(cold).p50)} of wall time (${ms(cpuOf(cold).p50)} of CPU)`;
    report(
      `  ${begin}, against ${ms(wallOf(parsing).p50)} (${ms(cpuOf(parsing).p50)}) for a bare Node that reads and parses: ` +
        `ratio of CPU ${(cpuOf(cold).p50 / cpuOf(parsing).p50).toFixed(1)}; bound by loading the program, and by code not compiled yet: ` +
        `in process, the first time takes ${ms(first.cpuMs)} of CPU`,
    );
  });
}

async function measure({ file, stream, from, to }: IssueFile): Promise<number> {
  const customFields = customFieldsOf(stream.document);
  const { histories } = await readAll({
    format: 'jira',
    files: [file],
    timeZone: stream.timeZone,
    stream,
    customFields,
  });
  return measureHistories(histories, stream, { from, to }).items.length;
}

function parse(file: string): number {
  let count = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    JSON.parse(line);
    count += 1;
  }
  return count;
}

function start({ file, documentFile, from, to }: IssueFile): Taken {
  const asked = ['measure', '--history', file, '--format', 'jira', '--stream', documentFile];
  return timedNode([MAIN, ...asked, '--from', from, '--to', to, '--json']);
}

function startPeer(file: string): Taken {
  const text = JSON.stringify(file);
  return timedNode([
    '--eval',
    `for (const line of fs.readFileSync(${text}, 'utf8').split('\\n')) if (line) JSON.parse(line)`,
  ]);
}

function cpuOf(all: readonly Taken[]) {
  return spreadOf(all.map((one) => one.cpuMs));
}

function wallOf(all: readonly Taken[]) {
  return spreadOf(all.map((one) => one.wallMs));
}
