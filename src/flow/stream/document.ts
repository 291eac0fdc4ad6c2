import { z } from 'zod';
import { LEVELS } from '../facts.ts';
import { STEP_EVENTS } from './step-events.ts';
import { isTimeZone, unknownTimeZone } from './time-zones.ts';

/**
 * The value stream as a document: the shape that the YAML file, the page's editor and the store share.
 * Source: methods.md 1.1–1.4; the file format is described in docs/stream-document.md.
 */

export const STAGES = ['discovery', 'delivery', 'operation', 'support'] as const;
export type Stage = (typeof STAGES)[number];

export const STATES = ['new', 'waiting', 'active', 'done', 'cancelled', 'ignore'] as const;
export type State = (typeof STATES)[number];

export const KINDS_OF_WORK = ['feature', 'defect', 'risk', 'debt'] as const;
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const DELETED_ITEMS = ['keep', 'leave-out'] as const;

const text = z.string().trim().min(1);
/** A word or a list of words; numbers are taken as words, so that `id: 1` reads as people mean it. */
const word = z.union([text, z.number().transform(String)]);
const words = z.union([word.transform((one) => [one]), z.array(word).min(1)]);
const day = z.iso.date();

const matchers = {
  label: words.optional(),
  component: words.optional(),
  project: words.optional(),
  parent: words.optional(),
  /** Field name → accepted values. */
  field: z.record(text, words).optional(),
};

const scopeRule = z.strictObject({ ...matchers, source: words.optional(), type: words.optional() });
const levelRule = z.strictObject({ ...matchers, type: words.optional(), level: z.enum(LEVELS) });
const kindRule = z.strictObject({
  ...matchers,
  type: words.optional(),
  kind: z.enum(KINDS_OF_WORK),
});
/** Here `type` is the team's own (Team Topologies), not the item's. */
const teamRule = z.strictObject({ ...matchers, source: words.optional(), team: text, type: text.optional() });

const statusRef = z.union([
  word.transform((name) => ({ id: null, name })),
  z
    .strictObject({ id: word.optional(), name: text.optional() })
    .refine((ref) => ref.id !== undefined || ref.name !== undefined, 'a status needs an id, a name or both')
    .transform((ref) => ({ id: ref.id ?? null, name: ref.name ?? null })),
]);
const statusRefs = z.array(statusRef);

const step = z.strictObject({
  step: text,
  stage: z.enum(STAGES).optional(),
  state: z.enum(STATES),
  statuses: statusRefs.default([]),
  /** Events of the stream's applications that bring an item here. */
  events: z.array(z.enum(STEP_EVENTS)).min(1).optional(),
  limit: z.int().positive().optional(),
});

/** What is delivered by itself. Source: methods.md 4. */
const application = z.strictObject({
  name: text,
  repo: words.optional(),
  path: words.optional(),
  environment: words.optional(),
  /** What tools for deployments and incidents call it. */
  alsoCalled: words.optional(),
});

export const streamDocument = z.strictObject({
  version: z.literal(1),
  stream: text,
  timeZone: text.refine(isTimeZone, { error: ({ input }) => unknownTimeZone(String(input)) }),
  identity: z
    .strictObject({
      domain: text.optional(),
      purpose: text.optional(),
      type: text.optional(),
      since: day.optional(),
    })
    .optional(),
  /** Scope: an item that any rule takes belongs. Left out: everything. */
  items: z.array(scopeRule).min(1).optional(),
  flowItem: z.enum(LEVELS),
  levels: z.array(levelRule).min(1),
  kinds: z.array(kindRule).default([]),
  steps: z.array(step).min(1),
  resolutions: z.strictObject({ cancelled: z.array(word).default([]) }).default({ cancelled: [] }),
  blocked: z
    .strictObject({
      flag: text.default('Flagged'),
      statuses: statusRefs.default([]),
      links: z.array(text).default([]),
    })
    .default({ flag: 'Flagged', statuses: [], links: [] }),
  teams: z.array(teamRule).default([]),
  options: z
    .strictObject({
      restartOnReturnToNew: z.boolean().default(false),
      stalledAfterDays: z.number().positive().default(5),
      runWork: z.array(z.enum(KINDS_OF_WORK)).default(['defect']),
      innovationShare: z.number().min(0).max(1).default(0),
      /** `leave-out` drops items that the source deleted from past figures too. */
      deletedItems: z.enum(DELETED_ITEMS).default('keep'),
    })
    .default({
      restartOnReturnToNew: false,
      stalledAfterDays: 5,
      runWork: ['defect'],
      innovationShare: 0,
      deletedItems: 'keep',
    }),
  /** What the stream delivers to; left out, nothing is said about delivery. */
  applications: z.array(application).min(1).optional(),
  /** Fields of initiatives and epics that hold their outcome's statement, owner and key result. */
  outcome: z.strictObject({ field: text, owner: text.optional(), keyResult: text.optional() }).optional(),
  /** What is agreed before work on an initiative or epic begins; work without it is counted, never held up. */
  startGate: z.strictObject({ criteria: z.array(text).min(1) }).optional(),
  /** For forecasts only. */
  daysOff: z
    .strictObject({
      weekdays: z.array(z.enum(WEEKDAYS)).default([]),
      dates: z.array(day).default([]),
    })
    .default({ weekdays: [], dates: [] }),
});

/** The mappings of the document by place, so that a test can keep the words about keys and the schema together. */
export const DOCUMENT_MAPPINGS = {
  '': streamDocument,
  'items[]': scopeRule,
  'levels[]': levelRule,
  'kinds[]': kindRule,
  'steps[]': step,
  'teams[]': teamRule,
  'applications[]': application,
} as const;

/** A validated document, defaults filled in, single words turned into lists. */
export type StreamDocument = z.output<typeof streamDocument>;
/** A document as people write it. */
export type StreamDocumentInput = z.input<typeof streamDocument>;
export type StatusRef = StreamDocument['steps'][number]['statuses'][number];
export type ScopeRule = z.output<typeof scopeRule>;
export type TeamRule = z.output<typeof teamRule>;
export type ApplicationRule = z.output<typeof application>;
