import { nouns, verbs, words } from './forms.ts';

/** Verbs of making and doing, with which a statement about output begins. Source: methods.md 5.2. */
export const MAKING: ReadonlySet<string> = new Set(
  verbs(
    `deliver launch ship implement release create develop migrate refactor complete introduce add deploy design upgrade replace integrate automate
  install redesign finish provide publish produce hire train document move port rebuild modernise modernize consolidate configure establish conduct organise
  organize host pilot fix close retire decommission split extract enable rework restructure merge code construct prepare draft define set roll open execute
  test rename patch finalise finalize research investigate analyse analyze evaluate prototype connect embed activate digitise digitize standardise standardize`,
    'build builds building built write writes writing wrote written rewrite rewrites rewriting run runs running ran teach',
  ),
);
/** Verbs that are making only where nothing is measured: "optimise the page". Source: methods.md 5.2. */
export const POLISHING: ReadonlySet<string> = new Set(verbs('enhance optimise optimize revamp update review'));
/** Verbs that make only with a counted piece of work: "make 500 calls", "hold 20 meetings". Source: methods.md 5.2. */
export const DOING: ReadonlySet<string> = new Set(
  verbs('make hold perform resolve handle process answer send carry sign', 'made held closes'),
);
/** Making only together with the next word: "set up", "roll out", "move to". Source: methods.md 5.2. */
export const WITH_PARTICLE: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['set', new Set(['up'])],
  ['setting', new Set(['up'])],
  ['roll', new Set(['out'])],
  ['rolling', new Set(['out'])],
]);
/** After such a noun the first word is no verb: "release frequency", "build time". Source: methods.md 5.2. */
export const MEASURED_AFTER: ReadonlySet<string> = nouns(
  'time rate frequency failure size cost coverage duration success lead age',
);

/** Pieces of the team's own work. Source: methods.md 5.2. */
export const WORK_PIECES: ReadonlySet<string> = nouns(
  `ticket task story issue item case bug defect epic call demo audit workshop meeting interview test article document page training session review email post
  campaign deployment release feature request experiment report presentation webinar event survey course class sprint migration ticket story-point subtask card
  visit inspection`,
);
/** Pieces that are the team's own work whatever is said about them. Source: methods.md 5.2. */
export const OWN_PIECES: ReadonlySet<string> = nouns('feature commit epic subtask story-point workshop webinar');
/** What has been done with a piece of work. Source: methods.md 5.2. */
export const DONE: ReadonlySet<string> = new Set(
  words(
    `closed completed finished done delivered released shipped resolved fixed held made run written published carried performed conducted merged handled processed
  accepted approved deployed implemented created produced sent created executed burned`,
  ),
);
/** Measures of time and rate that make a count of work a measure of delivery or service. Source: methods.md 5.2. */
export const RATES: ReadonlySet<string> = nouns(
  'rate share percentage proportion time frequency duration age latency delay wait median cost failure',
);

/** Words for the statement's own scope. Source: methods.md 5.2. */
export const SCOPE: ReadonlySet<string> = nouns(
  'story backlog roadmap plan milestone scope requirement epic sprint deliverable project budget initiative programme program criterion criteria work-package commitment iteration',
);
