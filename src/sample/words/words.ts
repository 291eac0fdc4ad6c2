import type { Random } from '../../statistics/random.ts';

/** A part of the product that work is about: its component, and the things that items there speak of (plural or uncountable). */
export interface Topic {
  readonly topic: string;
  readonly component: string;
  readonly things: readonly string[];
}

/** The vocabulary of one domain. Patterns hold {thing}, {Thing}, {who}, {where}, {after}, {topic} and {Topic}. */
export interface Vocabulary {
  readonly topics: readonly Topic[];
  readonly who: readonly string[];
  readonly where: readonly string[];
  readonly after: readonly string[];
  readonly epics: readonly string[];
  readonly features: readonly string[];
  readonly stories: readonly string[];
  readonly initiatives: readonly string[];
}

/** What a title is asked for. */
export type Subject =
  | 'epic'
  | 'feature'
  | 'story'
  | 'defect'
  | 'debt'
  | 'risk'
  | 'request'
  | 'spike'
  | 'task'
  | 'page-slice'
  | 'service-slice'
  | 'data-slice';

/** Writes titles from a vocabulary; tries a few times not to repeat itself. */
export interface Titles {
  readonly write: (subject: Subject, topic: Topic) => string;
}

const PATTERNS: Readonly<Record<Exclude<Subject, 'epic' | 'feature' | 'story'>, readonly string[]>> = {
  defect: [
    '{Thing} missing {where}',
    '{Thing} shown twice {where}',
    'Wrong {thing} {after}',
    '{Thing} lost {after}',
    '{Thing} load slowly {where}',
    '{Thing} not updated {after}',
    'Error page when {who} open {thing} {where}',
    'Old {thing} shown {after}',
    'Cannot save {thing} {where}',
    '{Thing} cut off {where}',
    '{Thing} in the wrong order {where}',
  ],
  debt: [
    'Remove the old code path for {thing}',
    'Split the module that handles {thing}',
    'Upgrade the library behind {thing}',
    'Replace hand-written queries for {thing}',
    'Cover {thing} with automated checks',
    'Move the settings for {thing} out of the code',
    'One place for the rules about {thing}',
    'Shorten the build of the {topic} service',
    'Delete unused tables around {thing}',
    'Make {thing} observable {where}',
  ],
  risk: [
    'Limit who can read {thing}',
    'Rotate the keys of the service behind {thing}',
    'Log access to {thing} for the auditors',
    'Mask {thing} in log files',
    'Patch the component that parses {thing}',
    'Keep {thing} no longer than the law asks',
    'Check the rights on {thing} {where}',
    'Check who changed {thing} {where}',
  ],
  request: [
    'Question from {who} about {thing}',
    'Export {thing} once for {who}',
    'Correct {thing} by hand for {who}',
    'List {thing} of last quarter for {who}',
  ],
  spike: [
    'Find out why {thing} differ {where}',
    'Try a simpler way to keep {thing}',
    'Compare two ways to show {thing} {where}',
    'Measure how often {thing} are used {where}',
  ],
  task: [
    'Write the checks for {thing}',
    'Prepare test data for {thing}',
    'Change the interface for {thing}',
    'Update the help text on {thing}',
    'Migrate existing {thing}',
    'Agree the wording of {thing}',
  ],
  'page-slice': ['Page for {thing} {where}'],
  'service-slice': ['Service for {thing} {where}'],
  'data-slice': ['Tables for {thing} {where}'],
};

/** Titles of one domain, drawn by chance. */
export function titlesOf(vocabulary: Vocabulary, random: Random): Titles {
  const used = new Set<string>();
  const patternsOf = (subject: Subject): readonly string[] => {
    if (subject === 'epic') return vocabulary.epics;
    if (subject === 'feature') return vocabulary.features;
    if (subject === 'story') return vocabulary.stories;
    return PATTERNS[subject];
  };
  return {
    write: (subject, topic) => {
      let title = '';
      for (let attempt = 0; attempt < 8; attempt += 1) {
        title = fill(random.choice(patternsOf(subject)), vocabulary, topic, random);
        if (!used.has(title)) break;
      }
      used.add(title);
      return title;
    },
  };
}

function fill(pattern: string, vocabulary: Vocabulary, topic: Topic, random: Random): string {
  return pattern.replace(/\{(\w+)\}/g, (_whole, slot: string) => {
    switch (slot) {
      case 'thing':
        return random.choice(topic.things);
      case 'Thing':
        return capital(random.choice(topic.things));
      case 'topic':
        return topic.topic;
      case 'Topic':
        return capital(topic.topic);
      case 'who':
        return random.choice(vocabulary.who);
      case 'where':
        return random.choice(vocabulary.where);
      case 'after':
        return random.choice(vocabulary.after);
      default:
        throw new RangeError(`title pattern "${pattern}": unknown slot {${slot}}`);
    }
  });
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
