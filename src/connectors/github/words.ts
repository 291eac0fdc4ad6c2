import { keysIn } from '../git/keys.ts';

/** `#7` or `owner/name#7`. What ends in `AB#7`, as `mend/AB#7`, names a work item of Azure DevOps and no issue. */
const REFERENCE = /(?:^|[\s([,;:])((?![\w.-]+\/AB#)[\w.-]+\/[\w.-]+)?#([1-9]\d*)\b/g;

/**
 * Item keys in what people wrote: keys of other trackers (`K-7`, `AB#7`), and issues of GitHub as `owner/name#7`. A branch that
 * GitHub makes for an issue begins with its number. The number that GitHub puts behind the title of a squashed pull
 * request, and the one in its merge message, name the pull request and are no keys.
 */
export function keysOf(repo: string, texts: readonly string[], branch?: string): readonly string[] {
  const keys = new Set<string>();
  for (const text of texts) {
    for (const key of keysIn(text)) keys.add(key);
    const said = text.replace(/^Merge pull request #\d+ from .*$/m, '').replace(/^(.*?)\s*\(#\d+\)[ \t]*$/m, '$1');
    for (const [, other, number] of said.matchAll(REFERENCE)) keys.add(`${other ?? repo}#${number}`);
  }
  if (branch !== undefined) {
    for (const key of keysIn(branch.replace(/_(?=[a-z])/g, ' '))) keys.add(key);
    const number = /^(?:[\w.]+\/)?([1-9]\d*)-/.exec(branch)?.[1];
    if (number !== undefined) keys.add(`${repo}#${number}`);
  }
  return [...keys];
}

/** Whether an account is a program's. */
export function isProgram(login: string | null | undefined, type?: string | null): boolean {
  return type === 'Bot' || (login ?? '').endsWith('[bot]');
}

/** Commits and pull requests that a text names. */
export function namesIn(repo: string, text: string): readonly string[] {
  const names = new Set<string>();
  for (const [sha] of text.matchAll(/\b[0-9a-f]{40}\b/g)) names.add(sha);
  for (const [, other, number] of text.matchAll(/\/([\w.-]+\/[\w.-]+)\/pull\/([1-9]\d*)\b/g))
    names.add(`${other}#${number}`);
  for (const [, other, number] of text.matchAll(REFERENCE)) names.add(`${other ?? repo}#${number}`);
  return [...names];
}
