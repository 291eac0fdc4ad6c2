import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseStream } from './parse.ts';
import { TEMPLATE_FORMS, TEMPLATES, templateText } from './templates.ts';

describe('templates', () => {
  it('the stream in YAML is a valid document without warnings that uses every key', () => {
    const text = templateText('stream', 'yaml');
    const read = parseStream(text);
    expect(read).toMatchObject({ ok: true, warnings: [] });
    const keys = Object.keys(z.record(z.string(), z.unknown()).parse(parse(text)));
    expect(read.ok && keys).toEqual(read.ok && Object.keys(read.document));
  });

  it('an epic asks the four questions', () => {
    const epic = z.record(z.string(), z.record(z.string(), z.unknown())).parse(parse(templateText('epic', 'yaml')));
    expect(Object.keys(epic)).toEqual(['why', 'outcome', 'success', 'learning']);
    expect(Object.keys(epic.outcome ?? {})).toEqual(
      expect.arrayContaining(['metric', 'direction', 'baseline', 'target', 'by']),
    );
  });

  it('an objective has three to five key results with baseline, target and day', () => {
    const keyResult = z.looseObject({
      keyResult: z.string(),
      baseline: z.string(),
      target: z.string(),
      by: z.iso.date(),
    });
    const objective = z.looseObject({ keyResults: z.array(keyResult).min(3).max(5) });
    const { keyResults } = objective.parse(parse(templateText('objective', 'yaml')));
    for (const one of keyResults) expect(one.baseline).not.toBe(one.target);
  });

  it.each(TEMPLATES.flatMap((template) => TEMPLATE_FORMS.map((form) => [template, form] as const)))(
    'the %s as %s reads in its form',
    (template, form) => {
      const text = templateText(template, form);
      expect(text.endsWith('\n')).toBe(true);
      if (form === 'markdown') expect(text).toMatch(/^# .+\n[\s\S]*\n## .+\n/);
      else if (form === 'jira') expect(text).toMatch(/^h2\. .+\n[\s\S]*\nh3\. .+\n/);
      else expect(() => z.record(z.string(), z.unknown()).parse(parse(text))).not.toThrow();
    },
  );

  it('tables have a cell for each column in every row', () => {
    const rows = templateText('objective', 'markdown')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
    const jira = templateText('objective', 'jira')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(jira[0]).toMatch(/^\|\|Key result\|\|Baseline\|\|/);
    expect(jira).toHaveLength(4);
  });

  it('an unknown name or form is refused with the known ones', () => {
    expect(() => templateText('story', 'yaml')).toThrow('"story" is none of stream, epic, objective');
    expect(() => templateText('epic', 'pdf')).toThrow('the form "pdf" is none of yaml, markdown, jira');
  });
});
