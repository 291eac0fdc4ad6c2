import type { Level } from '../facts.ts';
import { groupSteps, type StepGuess } from './suggest/group-steps.ts';
import { guessCancelled, guessKinds, guessLevels, guessLinks, mostFrequent } from './suggest/guess-rules.ts';
import { guessStates, type StatusGuess } from './suggest/guess-states.ts';
import { entry, inBrackets, remark, word } from './suggest/remarks.ts';
import type { StatusSeen } from './suggest/status-counts.ts';
import type { Survey, TypeSeen } from './suggest/survey.ts';
import { foldWord } from './words.ts';

export { collectSurvey, createSurvey } from './suggest/survey.ts';

export interface SuggestOptions {
  readonly timeZone: string;
  /** Left out: the projects that were seen. */
  readonly name?: string;
  /** The source that the history came from; items of others then stay out. Left out: the document says nothing of sources. */
  readonly source?: string;
  /** Left out: story. */
  readonly flowItem?: Level;
}

/**
 * A first stream document for a history, as YAML with a remark on each guess: statuses in the order that items usually pass them,
 * states from names and the tool's categories, levels and kinds from types and labels. It always reads back without error.
 * Source: methods.md 1.1–1.4; how well it guesses is in docs/suggestions.md.
 */
export function suggestDocument(survey: Survey, options: SuggestOptions): string {
  const flowItem = options.flowItem ?? 'story';
  const projects = mostFrequent(survey.projects, 30, () => true);
  const guesses = guessStates(survey);
  const name = options.name ?? (projects.slice(0, 3).join(', ') || 'My stream');
  const blocks = [
    [
      ...remark(
        `A first document for ${name}, guessed from ${counted(survey.items, 'item')}. Each remark says why; mend what is wrong and delete the remarks that you have read. All keys are described in docs/stream-document.md.`,
      ),
      'version: 1',
      `stream: ${word(name)}`,
      `timeZone: ${word(options.timeZone)}`,
      `# identity: {domain: …, purpose: …, type: stream-aligned, since: 2024-01-01}`,
    ],
    scopeLines(projects, options.source),
    [...remark('The smallest piece of work that is worth something by itself.'), `flowItem: ${flowItem}`],
    levelLines(survey, flowItem),
    kindLines(survey),
    stepLines(groupSteps(guesses)),
    resolutionLines(survey),
    blockedLines(survey, guesses),
    teamLines(survey),
    [
      ...remark('What is usual, to change where yours differs:'),
      '# options: {restartOnReturnToNew: false, stalledAfterDays: 5, runWork: [defect], innovationShare: 0}',
      '# daysOff: {weekdays: [Saturday, Sunday], dates: []}',
    ],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function scopeLines(projects: readonly string[], source: string | undefined): readonly string[] {
  if (projects.length === 0 && source === undefined) {
    return remark('Every item belongs. To narrow it down: items: [{project: [SHOP]}, {component: [Checkout]}]');
  }
  const several =
    projects.length > 1
      ? ' Several projects were seen: one stream each is usual where their work does not flow together.'
      : '';
  const other = source === undefined ? '' : ' What other sources bring stays out until it is named here.';
  const rule = [
    ...(source === undefined ? [] : [`source: ${word(source)}`]),
    ...(projects.length === 0 ? [] : [`project: ${inBrackets(projects)}`]),
  ];
  return [...remark(`Which items belong.${other}${several}`), `items: [{${rule.join(', ')}}]`];
}

function levelLines(survey: Survey, flowItem: Level): readonly string[] {
  const rules = guessLevels(survey).filter(({ answer }) => answer !== flowItem);
  const taken = new Set(rules.flatMap(({ types }) => types));
  const rest = survey.types.filter(({ name }) => !taken.has(name));
  return [
    ...remark('Levels: the first rule that matches holds.'),
    'levels:',
    ...rules.flatMap(({ types, answer, because }) => [
      ...remark(`${because}: ${countedTypes(survey, types)}`, 2),
      `  - ${entry({ type: types, level: answer })}`,
    ]),
    ...remark(
      rest.length === 0
        ? 'everything'
        : `everything else: ${countedTypes(
            survey,
            rest.map(({ name }) => name),
          )}`,
      2,
    ),
    `  - {level: ${flowItem}}`,
  ];
}

function kindLines(survey: Survey): readonly string[] {
  const { rules, featureTypes, otherTypes } = guessKinds(survey);
  const others =
    otherTypes.length === 0
      ? 'Everything else. Without this line it would be shown as unmapped.'
      : `Everything else, among it ${countedTypes(survey, otherTypes)}, which may be something else; without this line it would be shown as unmapped.`;
  return [
    ...remark('Kinds: the first rule that matches holds.'),
    'kinds:',
    ...rules.flatMap(({ types, labels, answer, because }) => [
      ...remark(because, 2),
      `  - ${entry({ type: types, label: labels, kind: answer })}`,
    ]),
    ...(featureTypes.length === 0
      ? []
      : [...remark('by the type', 2), `  - ${entry({ type: featureTypes, kind: 'feature' })}`]),
    ...remark(others, 2),
    '  - {kind: feature}',
  ];
}

function stepLines(steps: readonly StepGuess[]): readonly string[] {
  const head = remark(
    'The map, in the order that items usually pass it. new: not accepted; waiting and active: in process.',
  );
  if (steps.length === 0) {
    return [...head, 'steps:', ...remark('No status was seen.', 2), '  - {step: Done, state: done, statuses: []}'];
  }
  let stage = '';
  const lines = steps.flatMap((step) => {
    const carried = step.stage === stage;
    stage = step.stage;
    return [
      ...step.guesses.flatMap((guess) => remark(aboutStatus(guess), 2)),
      `  - ${entry({
        step: step.name,
        ...(carried ? {} : { stage: step.stage }),
        state: step.state,
        statuses: { inBrackets: step.guesses.flatMap(({ status }) => refsOf(status)) },
      })}`,
    ];
  });
  return [...head, 'steps:', ...lines];
}

function aboutStatus({ status, because }: StatusGuess): string {
  const others = status.otherNames.length === 0 ? '' : `, also called ${status.otherNames.join(', ')}`;
  return `${status.name}${others} (${counted(status.items, 'item')}): ${because}`;
}

/** References of a status in brackets: by id and name where there is an id, else by name. */
function refsOf({ name, ids }: StatusSeen): readonly string[] {
  if (ids.length === 0) return [word(name)];
  return ids.map(({ id, name: usual }) => `{id: ${word(id)}, name: ${word(usual)}}`);
}

function resolutionLines(survey: Survey): readonly string[] {
  const { cancelled, setAside, completed } = guessCancelled(survey);
  if (cancelled.length === 0) {
    const seen =
      completed.length === 0 ? 'No resolution was seen' : `None of ${completed.slice(0, 12).join(', ')} sounds like it`;
    return remark(
      `Resolutions of work that was not done: ${seen}. To name some: resolutions: {cancelled: ["Won't Fix", Duplicate]}`,
    );
  }
  const aside = setAside.length === 0 ? '' : ` ${setAside.join(', ')} may mean set aside.`;
  const rest = completed.length === 0 ? '' : ` Counted as completed: ${completed.slice(0, 12).join(', ')}.`;
  return [
    ...remark(`With these an item counts as cancelled, not as completed; all were seen.${aside}${rest}`),
    `resolutions: {cancelled: ${inBrackets(cancelled)}}`,
  ];
}

function blockedLines(survey: Survey, guesses: readonly StatusGuess[]): readonly string[] {
  const statuses = guesses.filter(({ state }) => state === 'blocked');
  const { blocking, perhaps } = guessLinks(survey);
  const links = blocking.length > 0 ? `links that were seen` : `no link that says blocked was seen`;
  const more = perhaps.length > 0 ? `; add ${perhaps.join(', ')} if such a link holds work up` : '';
  const flag = survey.flagged > 0 ? `${counted(survey.flagged, 'item')} had the flag` : 'no flag was seen';
  return [
    ...remark(`What holds work up: ${flag}; ${links}${more}.`),
    ...statuses.flatMap((guess) => remark(aboutStatus(guess))),
    `blocked: ${entry({
      flag: 'Flagged',
      statuses: { inBrackets: statuses.flatMap(({ status }) => refsOf(status)) },
      links: { inBrackets: blocking.map(word) },
    })}`,
  ];
}

function teamLines(survey: Survey): readonly string[] {
  const [component] = mostFrequent(survey.components, 1, () => true);
  const example = component ?? 'Core';
  const named =
    survey.teams.size === 0
      ? ''
      : ` ${counted(survey.teams.size, 'team')} named by the source ${survey.teams.size === 1 ? 'is' : 'are'} used without a rule.`;
  return [
    ...remark(`Teams: the first rule that matches holds; without one an item has no team.${named} For example:`),
    `# teams: [${entry({ team: example, type: 'stream-aligned', component: [example] })}]`,
  ];
}

function countedTypes(survey: Survey, names: readonly string[]): string {
  const items = new Map(survey.types.map((type: TypeSeen) => [foldWord(type.name), type.items]));
  const shown = names.slice(0, 12).map((name) => `${name} (${items.get(foldWord(name)) ?? 0})`);
  return names.length > 12 ? `${shown.join(', ')} and ${names.length - 12} more` : shown.join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
