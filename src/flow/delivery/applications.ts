import type { ApplicationRule, StreamDocument } from '../stream/document.ts';
import { foldWord, wordTest } from '../stream/words.ts';
import { pathTest } from './path-pattern.ts';

/** Environments that customers use, where a document does not say. */
const PRODUCTION = ['production', 'prod'];

/** What is delivered by itself, ready to be asked. Names are compared without regard to case, paths exactly. Source: methods.md 4. */
export interface Application {
  readonly name: string;
  /** Repositories in the form in which they are compared, each once. */
  readonly repos: readonly string[];
  readonly hasRepo: (repo: string) => boolean;
  /** Whether a deployment or an incident that names an application means this one. */
  readonly isCalled: (name: string) => boolean;
  readonly isProduction: (environment: string) => boolean;
  /** null: every path of its repositories belongs to it. */
  readonly hasPath: ((path: string) => boolean) | null;
}

/** The applications of a stream's document; none where it names none. Source: methods.md 4. */
export function applicationsOf(document: StreamDocument): readonly Application[] {
  return (document.applications ?? []).map(compileApplication);
}

/** One entry of `applications`. Source: methods.md 4; docs/stream-document.md. */
export function compileApplication({
  name,
  repo = [],
  path,
  environment,
  alsoCalled = [],
}: ApplicationRule): Application {
  const repos = [...new Set(repo.map(foldWord))];
  return {
    name,
    repos,
    hasRepo: wordTest(repos),
    isCalled: wordTest([name, ...alsoCalled]),
    isProduction: wordTest(environment ?? PRODUCTION),
    hasPath: path === undefined ? null : pathTest(path),
  };
}
