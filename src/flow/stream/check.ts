import type { StatusRef, StreamDocument } from './document.ts';
import type { Path } from './document-keys.ts';
import { foldWord } from './words.ts';

/** A problem of a document that its shape alone cannot show; `path` leads to the place (`['steps', 2, 'statuses', 0]`). */
export interface DocumentProblem {
  readonly path: Path;
  readonly message: string;
}

/** What makes a document refused although its shape is right: a step twice, a status in two steps. Source: methods.md 1.4. */
export function documentProblems(document: StreamDocument): readonly DocumentProblem[] {
  return [
    ...stepProblems(document),
    ...statusProblems(document),
    ...eventProblems(document),
    ...applicationProblems(document),
  ];
}

function stepProblems(document: StreamDocument): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const names = new Set<string>();
  document.steps.forEach((step, index) => {
    if (names.has(step.step)) {
      const message = `step "${step.step}" stands twice; give each step its own name, or put its statuses together`;
      problems.push({ path: ['steps', index, 'step'], message });
    }
    names.add(step.step);
  });
  return problems;
}

function statusProblems(document: StreamDocument): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const owners = new Map<string, number>();
  document.steps.forEach((step, index) => {
    step.statuses.forEach((ref, place) => {
      const key = identityOf(ref);
      const owner = owners.get(key);
      owners.set(key, index);
      if (owner === undefined) return;
      const status = `status ${showStatus(ref)}`;
      const message =
        owner === index
          ? `${status} stands twice in step "${step.step}"; once is enough`
          : `${status} stands in step "${document.steps[owner]?.step ?? ''}" and in step "${step.step}"; a status belongs to one step`;
      problems.push({ path: ['steps', index, 'statuses', place], message });
    });
  });
  return problems;
}

function eventProblems({ steps }: StreamDocument): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const owners = new Map<string, number>();
  steps.forEach(({ step, events = [] }, index) => {
    events.forEach((event, place) => {
      const owner = owners.get(event);
      owners.set(event, index);
      if (owner === undefined) return;
      const message =
        owner === index
          ? `event "${event}" stands twice in step "${step}"; once is enough`
          : `event "${event}" stands in step "${steps[owner]?.step ?? ''}" and in step "${step}"; an event belongs to one step`;
      problems.push({ path: ['steps', index, 'events', place], message });
    });
  });
  return problems;
}

/** Deployments and incidents name applications, so a name may stand for one alone. */
function applicationProblems({ applications = [] }: StreamDocument): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const owners = new Map<string, number>();
  applications.forEach((application, index) => {
    for (const word of new Set([application.name, ...(application.alsoCalled ?? [])].map(foldWord))) {
      const owner = owners.get(word);
      if (owner === undefined) {
        owners.set(word, index);
        continue;
      }
      const message = `"${word}" names application "${applications[owner]?.name ?? ''}" too; a name belongs to one application`;
      problems.push({ path: ['applications', index, 'name'], message });
    }
  });
  return problems;
}

/** What tells statuses apart: the id where there is one (one name may stand for several ids), else the name. */
function identityOf(ref: StatusRef): string {
  return ref.id === null ? `name:${ref.name ?? ''}` : `id:${ref.id}`;
}

function showStatus(ref: StatusRef): string {
  if (ref.name === null) return `with id "${ref.id ?? ''}"`;
  return ref.id === null ? `"${ref.name}"` : `"${ref.name}" (id "${ref.id}")`;
}

/** What is likely a mistake in a document that can be used all the same. Source: methods.md 1.2–1.4, 2.1. */
export function documentWarnings(document: StreamDocument): readonly DocumentProblem[] {
  const warnings: DocumentProblem[] = [];
  const { steps, flowItem, levels, kinds } = document;
  if (!steps.some((step) => step.state === 'done')) {
    warnings.push({ path: ['steps'], message: 'no step has state done, so nothing is ever finished' });
  }
  if (!steps.some((step) => step.state === 'waiting' || step.state === 'active')) {
    warnings.push({
      path: ['steps'],
      message: 'no step has state waiting or active, so nothing is ever committed and there is no flow time',
    });
  }
  steps.forEach((step, index) => {
    const events = step.events ?? [];
    if (step.statuses.length === 0 && events.length === 0) {
      warnings.push({
        path: ['steps', index, 'statuses'],
        message: `step "${step.step}" holds no status, so nothing ever enters it`,
      });
    }
    if (events.length > 0 && document.applications === undefined) {
      warnings.push({
        path: ['steps', index, 'events'],
        message: `step "${step.step}" waits for ${events.join(', ')}, but the stream has no applications that these could happen to, so statuses alone move its items; add applications, or take the events away`,
      });
    }
    if (step.limit !== undefined && step.state !== 'waiting' && step.state !== 'active') {
      warnings.push({
        path: ['steps', index, 'limit'],
        message: `step "${step.step}" has a limit, but limits are for steps of state waiting or active`,
      });
    }
  });
  if (!levels.some((rule) => rule.level === flowItem)) {
    warnings.push({
      path: ['flowItem'],
      message: `no rule of levels gives ${flowItem}, so the stream holds no flow items; end levels with {level: ${flowItem}}`,
    });
  }
  document.applications?.forEach((application, index) => {
    if (application.path === undefined || application.repo !== undefined) return;
    const message = `application "${application.name}" has a path, but no repo that the path lies in`;
    warnings.push({ path: ['applications', index, 'path'], message });
  });
  warnings.push(...neverReached('levels', levels), ...neverReached('kinds', kinds));
  return warnings;
}

/** Rules behind one without conditions. */
function neverReached(key: 'levels' | 'kinds', rules: readonly object[]): readonly DocumentProblem[] {
  const catchAll = rules.findIndex((rule) => Object.keys(rule).length === 1);
  if (catchAll === -1 || catchAll === rules.length - 1) return [];
  return [
    {
      path: [key, catchAll + 1],
      message: `no item reaches this rule: ${key}[${catchAll}] has no condition and takes all that is left; put it last`,
    },
  ];
}
