import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DOCUMENT_KEYS } from '../src/flow/stream/document-keys.ts';
import { parseStream, showProblem } from '../src/flow/stream/parse.ts';
import { writeDocument } from '../src/flow/stream/write.ts';

const root = path.resolve(import.meta.dirname, '..');
const examples = readdirSync(path.join(root, 'examples')).filter((file) => file.endsWith('.yaml'));

function readOrFail(text: string) {
  const read = parseStream(text);
  if (!read.ok) throw new Error(read.problems.map((one) => showProblem(one)).join('\n'));
  return read;
}

describe('the example documents', () => {
  it.each(examples)('%s is valid, without warnings, and is the same when written anew', (file) => {
    const { document, warnings } = readOrFail(readFileSync(path.join(root, 'examples', file), 'utf8'));
    expect(warnings).toEqual([]);
    expect(readOrFail(writeDocument(document)).document).toEqual(document);
  });

  it('are at least three, and show every stage and state together', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
    const steps = examples.flatMap(
      (file) => readOrFail(readFileSync(path.join(root, 'examples', file), 'utf8')).stream.steps,
    );
    expect([...new Set(steps.map(({ stage }) => stage))].toSorted()).toEqual([
      'delivery',
      'discovery',
      'operation',
      'support',
    ]);
    expect(new Set(steps.map(({ state }) => state)).size).toBe(6);
  });
});

describe('docs/stream-document.md', () => {
  const page = readFileSync(path.join(root, 'docs/stream-document.md'), 'utf8');

  it.each(Object.entries(DOCUMENT_KEYS))('names every key of "%s"', (_place, keys) => {
    for (const key of Object.keys(keys)) expect(page).toContain(`\`${key}\``);
  });

  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const whole = blocks[0] ?? '';

  it('begins with a whole document that is valid', () => {
    expect(readOrFail(whole).warnings).toEqual([]);
  });

  it.each(blocks.slice(1))('its example %# is valid in its place', (block) => {
    const document: unknown = parse(whole);
    const part: unknown = parse(block);
    expect(readOrFail(JSON.stringify({ ...Object(document), ...Object(part) })).ok).toBe(true);
  });
});
