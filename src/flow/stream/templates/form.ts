import { word } from '../suggest/remarks.ts';

export type Form = 'yaml' | 'markdown' | 'jira';

/** One thing to fill in. */
export interface Field {
  /** Key in YAML. */
  readonly key: string;
  /** What is asked, on a page. */
  readonly ask: string;
  /** What helps to answer. */
  readonly hint: string;
  /** An example to write over. */
  readonly example: string | number;
}

export interface Section {
  readonly key: string;
  readonly heading: string;
  readonly hint: string;
  /** One entry of the section each: several for a list such as key results. */
  readonly entries: readonly (readonly Field[])[];
  readonly isList: boolean;
}

/** A page to fill in, the same questions in every form. */
export interface Sheet {
  readonly title: string;
  readonly hint: string;
  readonly sections: readonly Section[];
}

/** A sheet in one of the forms. */
export function inForm(sheet: Sheet, form: Form): string {
  switch (form) {
    case 'yaml':
      return asYaml(sheet);
    case 'markdown':
      return asMarkdown(sheet);
    case 'jira':
      return asJira(sheet);
  }
}

function asYaml({ title, hint, sections }: Sheet): string {
  const lines = [`# ${title}. ${hint}`];
  for (const section of sections) {
    lines.push('', `# ${section.heading}: ${section.hint}`, `${section.key}:`);
    for (const fields of section.entries) {
      fields.forEach((field, index) => {
        const lead = section.isList ? (index === 0 ? '  - ' : '    ') : '  ';
        const value = typeof field.example === 'number' ? String(field.example) : word(field.example);
        lines.push(`${lead}${field.key}: ${value} # ${field.hint}`);
      });
    }
  }
  return `${lines.join('\n')}\n`;
}

function asMarkdown({ title, hint, sections }: Sheet): string {
  const lines = [`# ${title}`, '', hint];
  for (const section of sections) {
    lines.push('', `## ${section.heading}`, '', section.hint, '');
    if (section.isList) lines.push(...table(section.entries, (cells) => `| ${cells.join(' | ')} |`, true));
    else for (const field of section.entries.flat()) lines.push(`- **${field.ask}** (${field.hint}): ${field.example}`);
  }
  return `${lines.join('\n')}\n`;
}

function asJira({ title, hint, sections }: Sheet): string {
  const lines = [`h2. ${title}`, '', `_${hint}_`];
  for (const section of sections) {
    lines.push('', `h3. ${section.heading}`, section.hint, '');
    if (section.isList) {
      const [head = '', ...rows] = table(section.entries, (cells) => `|${cells.join('|')}|`, false);
      lines.push(head.replaceAll('|', '||'), ...rows);
    } else for (const field of section.entries.flat()) lines.push(`* *${field.ask}* (${field.hint}): ${field.example}`);
  }
  return `${lines.join('\n')}\n`;
}

function table(
  entries: readonly (readonly Field[])[],
  row: (cells: readonly (string | number)[]) => string,
  hasRule: boolean,
): readonly string[] {
  const first = entries[0] ?? [];
  return [
    row(first.map(({ ask }) => ask)),
    ...(hasRule ? [row(first.map(() => '---'))] : []),
    ...entries.map((fields) => row(fields.map(({ example }) => example))),
  ];
}
