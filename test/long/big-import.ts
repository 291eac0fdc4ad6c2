import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readHistories } from '../../src/connectors/index.ts';

/**
 * Shows that a Jira export of 2 GB is read in under 400 MB of memory, whatever its form: one a line, and one answer on one line.
 * Usage: node test/long/big-import.ts [megabytes] — exit code 1 when a limit is passed. Each form is read in a process of its
 * own, so that the memory of one does not hide in the other's.
 */
const MEMORY_LIMIT_MB = 400;
const MB = 1_048_576;

type Form = 'lines' | 'answer' | 'pretty';

const [, , first, form, file] = process.argv;
if (first === 'read' && file !== undefined) await readOne(form ?? '', file);
else writeAndRead(Number(first ?? 2048));

function writeAndRead(megabytes: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-big-'));
  let isWithin = true;
  try {
    for (const one of ['lines', 'answer', 'pretty'] satisfies readonly Form[]) {
      const target = path.join(folder, `${one}.json`);
      const count = write(target, one, megabytes * MB);
      const child = spawnSync(process.execPath, [import.meta.filename, 'read', String(count), target], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      isWithin &&= child.status === 0;
      rmSync(target);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = isWithin ? 0 : 1;
}

/** Writes issues until the file has its size; says how many. */
function write(target: string, form: Form, bytes: number): number {
  const handle = openSync(target, 'w');
  const isLines = form === 'lines';
  let written = writeSync(handle, isLines ? '' : '{"startAt":0,"maxResults":1000000,"issues":[');
  let count = 0;
  while (written < bytes) {
    const batch: string[] = [];
    for (let place = 0; place < 200; place += 1) {
      count += 1;
      batch.push(JSON.stringify(issueOf(count), null, form === 'pretty' ? 2 : undefined));
    }
    const isFirst = count === batch.length;
    const text = isLines ? `${batch.join('\n')}\n` : `${isFirst ? '' : ','}${batch.join(',')}`;
    written += writeSync(handle, text);
  }
  if (!isLines) writeSync(handle, '],"names":{"customfield_1":"Team"}}');
  closeSync(handle);
  return count;
}

/** About 5 kB, with the ballast of a real export: people, comments, unread fields. Some have a very long description. */
function issueOf(number: number): unknown {
  const person = { name: `p${number % 97}`, displayName: 'A person', active: true };
  const at = (day: number): string => `2014-01-${String(1 + (day % 28)).padStart(2, '0')}T10:00:00.000+0000`;
  const fields: Record<string, unknown> = {};
  for (let id = 0; id < 40; id += 1) fields[`customfield_${10_000 + id}`] = id % 5 === 0 ? 'some "text" \\ here' : null;
  return {
    id: String(number),
    key: `K-${number}`,
    self: `https://jira.example.org/rest/api/2/issue/${number}`,
    fields: {
      ...fields,
      summary: `Item ${number}`,
      description: 'x'.repeat(number % 5000 === 0 ? 3_000_000 : 900),
      created: at(1),
      status: { id: '6', name: 'Closed', statusCategory: { key: 'done' } },
      issuetype: { id: '1', name: 'Bug', subtask: false },
      resolution: { name: 'Fixed' },
      project: { id: '1', key: 'K' },
      labels: ['a', 'b'],
      components: [{ id: '1', name: 'Core' }],
      issuelinks: [],
      assignee: person,
    },
    changelog: {
      total: 5,
      histories: Array.from({ length: 5 }, (_, index) => ({
        id: String(number * 10 + index),
        author: person,
        created: at(index + 2),
        items: [
          {
            field: 'status',
            fieldtype: 'jira',
            from: String(index + 1),
            fromString: `S${index + 1}`,
            to: index === 4 ? '6' : String(index + 2),
            toString: `S${index + 2}`,
          },
        ],
      })),
    },
  };
}

/** Reads a file and prints time and the most memory that was held. */
async function readOne(expected: string, target: string): Promise<void> {
  const began = performance.now();
  let count = 0;
  for await (const record of readHistories('jira', [target], { timeZone: 'UTC' })) {
    if (record.kind !== 'history') throw new Error(JSON.stringify(record).slice(0, 300));
    count += 1;
  }
  const seconds = (performance.now() - began) / 1000;
  const megabytes = statSync(target).size / MB;
  const memory = process.resourceUsage().maxRSS / 1024;
  const isWithin = count === Number(expected) && memory < MEMORY_LIMIT_MB;
  console.log(
    [
      `${path.basename(target)}: ${Math.round(megabytes)} MB`,
      `${count} issues`,
      `${seconds.toFixed(1)} s`,
      `${Math.round(megabytes / seconds)} MB/s`,
      `at most ${Math.round(memory)} MB of memory (limit ${MEMORY_LIMIT_MB})`,
      isWithin ? 'ok' : 'NOT OK',
    ].join(' · '),
  );
  process.exitCode = isWithin ? 0 : 1;
}
