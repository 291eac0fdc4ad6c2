import { createRoute, z } from '@hono/zod-openapi';
import { STEP_EVENTS } from '../flow/stream/step-events.ts';
import { isTimeZone } from '../flow/stream/time-zones.ts';
import { trend } from './card.ts';
import { answers, carried, day, plainText, sentence, streamParam, viewQuery } from './view.ts';

export const streamSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    isSample: z.boolean(),
    itemCount: z.number(),
    documentVersion: z.number(),
    recomputing: z.object({ jobId: z.string(), done: z.number(), total: z.number().nullable() }).nullable(),
  })
  .openapi('StreamSummary');
export type StreamSummary = z.infer<typeof streamSummary>;

export const sourceSummary = z
  .object({
    id: z.string(),
    kind: z.string(),
    isSample: z.boolean(),
    itemCount: z.number(),
    lastImportAt: z.string().nullable(),
  })
  .openapi('SourceSummary');

export const portfolioStream = z
  .object({
    id: z.string(),
    name: z.string(),
    isSample: z.boolean(),
    sentence,
    trends: z.array(trend),
    /** Where work waits longest, null when it cannot be known. */
    longestWait: z.object({ step: z.string(), share: z.number() }).nullable(),
    finished: z.object({ total: z.number(), byKind: z.record(z.string(), z.number()) }).nullable(),
    load: z.number().nullable(),
    attention: z.array(sentence),
  })
  .openapi('PortfolioStream');
export type PortfolioStream = z.infer<typeof portfolioStream>;

export const streamDocumentAnswer = z
  .object({ stream: z.string(), version: z.number(), text: z.string(), savedAt: z.string(), author: z.string() })
  .openapi('StreamDocumentAnswer');
export type StreamDocumentAnswer = z.infer<typeof streamDocumentAnswer>;

/** Each figure of the last 90 days, old › new, with the items that moved. */
export const preview = z
  .object({
    from: z.string(),
    to: z.string(),
    figures: z.array(
      z.object({
        metric: z.string(),
        name: z.string(),
        unit: z.string(),
        old: z.string().nullable(),
        new: z.string().nullable(),
        hasChanged: z.boolean(),
      }),
    ),
    moved: z.array(z.object({ item: z.string(), title: z.string(), what: z.string() })),
    movedCount: z.number(),
    /** Statuses seen in the history that the new document maps to no step. */
    unmapped: z.array(z.object({ status: z.string(), items: z.number() })),
  })
  .openapi('Preview');
export type Preview = z.infer<typeof preview>;

export const statusSeen = z.object({
  id: z.string().nullable(),
  name: z.string(),
  items: z.number(),
  step: z.string().nullable(),
});

/** An event of the stream's applications, which a step may name. */
export const eventSeen = z.object({
  event: z.enum(STEP_EVENTS),
  /** How many items of the stream it happened to. */
  items: z.number(),
  step: z.string().nullable(),
});

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'stopped'] as const;
export const job = z
  .object({
    id: z.string(),
    kind: z.enum(['import', 'recompute', 'rebuild', 'sample', 'backup', 'sync']),
    subject: z.string(),
    /** For imports: the source that the file goes into. */
    source: z.string().nullable(),
    state: z.enum(JOB_STATES),
    done: z.number(),
    total: z.number().nullable(),
    unit: z.string(),
    /** Estimate from the rate so far; null while it cannot be known. */
    secondsLeft: z.number().nullable(),
    message: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    /** For imports: the closing account. */
    result: z
      .object({
        importId: z.string(),
        new: z.number(),
        changed: z.number(),
        unchanged: z.number(),
        refused: z.number(),
        reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
        /** Whether there are refused rows to fetch; records too large to keep are counted only. */
        hasRefusedFile: z.boolean(),
        /** What is worth knowing and refused nothing, such as a column that is not read. */
        notices: z.array(z.string()),
        /** The latest change of a status in the history, where it is known. */
        lastChangeAt: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi('Job');
export type Job = z.infer<typeof job>;

export const note = z
  .object({
    id: z.string(),
    /** null: shown on every stream. */
    stream: z.string().nullable(),
    day,
    text: plainText.min(1).max(500),
    version: z.number(),
    savedAt: z.string(),
  })
  .openapi('Note');
export type Note = z.infer<typeof note>;

export const savedView = z
  .object({
    id: z.string(),
    name: plainText.min(1).max(100),
    /** Of this page: two slashes would lead to another host. */
    address: plainText.regex(/^\/(?![/\\])/, 'must be an address of this page, such as /streams/checkout').max(2000),
    savedAt: z.string(),
  })
  .openapi('SavedView');
export type SavedView = z.infer<typeof savedView>;

export const settings = z
  .object({
    version: z.string(),
    store: z.object({ kind: z.enum(['embedded', 'server']), where: z.string(), schema: z.string() }),
    sources: z.array(sourceSummary),
    hasSample: z.boolean(),
  })
  .openapi('Settings');
export type Settings = z.infer<typeof settings>;

const suggestionAnswer = z.object({
  text: z.string(),
  lastChangeAt: z.string(),
  projects: z.array(z.object({ name: z.string(), items: z.number() })),
});
export type SuggestionAnswer = z.infer<typeof suggestionAnswer>;

/** A body that must be there and must be JSON. */
function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

const documentText = plainText.max(2_000_000);
const documentBody = jsonBody(z.object({ text: documentText }));
const timeZone = z.string().refine(isTimeZone, 'is not a known time zone; use a name such as Europe/Berlin or UTC');
const sourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be small letters, digits and dashes, such as jira or jira-cloud');
const fields = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const stepColumns = z.array(
  z.object({
    step: z.string(),
    statuses: z.array(z.object({ id: z.string().nullable(), name: z.string().nullable() })),
  }),
);

/** JSON inside an address. */
const steps = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined) return undefined;
    try {
      const read = stepColumns.safeParse(JSON.parse(text));
      if (read.success) return read.data;
    } catch {
      // told below, like JSON of another shape
    }
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'must be JSON: [{"step": "Review", "statuses": [{"id": null, "name": "In Review"}]}]',
    });
    return z.NEVER;
  });

const idParam = z.object({ id: z.string() });

export const storeRoutes = {
  portfolio: createRoute({
    method: 'get',
    path: '/api/portfolio',
    summary: 'Every stream: its sentence, small trends with process limits, where work waits, what needs attention',
    request: { query: viewQuery },
    responses: answers(
      'the portfolio',
      z.object({ sentence, streams: z.array(portfolioStream), window: z.object({ from: z.string(), to: z.string() }) }),
    ),
  }),
  streams: createRoute({
    method: 'get',
    path: '/api/streams',
    summary: 'All value streams',
    responses: answers('streams', z.object({ streams: z.array(streamSummary), sources: z.array(sourceSummary) })),
  }),
  createStream: createRoute({
    method: 'post',
    path: '/api/streams',
    summary: 'A new stream from its document',
    request: { body: documentBody },
    responses: answers(
      'the stream, its figures being computed',
      z.object({ stream: streamSummary, jobId: z.string() }),
    ),
  }),
  suggestStream: createRoute({
    method: 'post',
    path: '/api/streams/suggest',
    summary: 'A first document from the history of a source, with a comment on each guess',
    request: {
      body: jsonBody(
        z.object({
          source: plainText,
          name: plainText.trim().min(1).optional(),
          timeZone,
          /** Left out: all of the source. */
          projects: z.array(plainText).optional(),
        }),
      ),
    },
    responses: answers(
      'the document, the latest change of a status in what it was made from, and all projects of the source',
      suggestionAnswer,
    ),
  }),
  document: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/document',
    summary: 'A stream’s document, the statuses seen in its history, and the events of its applications',
    request: { params: streamParam },
    responses: answers(
      'the document',
      streamDocumentAnswer.extend({
        statuses: z.array(statusSeen),
        /** Empty where the stream has no applications. */
        events: z.array(eventSeen),
        document: carried<unknown>('parsed'),
      }),
    ),
  }),
  saveDocument: createRoute({
    method: 'put',
    path: '/api/streams/{stream}/document',
    summary: 'Save a new version of the document; refused when somebody saved another one since `basedOn`',
    request: {
      params: streamParam,
      body: jsonBody(z.object({ text: documentText, basedOn: z.number().int().nonnegative() })),
    },
    responses: answers('saved; figures are being computed', z.object({ version: z.number(), jobId: z.string() })),
  }),
  previewDocument: createRoute({
    method: 'post',
    path: '/api/streams/{stream}/preview',
    summary: 'What a changed document would change in the last 90 days, before saving',
    request: { params: streamParam, body: documentBody },
    responses: answers('old and new', preview),
  }),
  startImport: createRoute({
    method: 'post',
    path: '/api/imports',
    summary: 'Import a file of history; the body is the file itself',
    request: {
      query: z.object({
        format: z.enum(['jira', 'events', 'stages']),
        source: sourceName.openapi({ description: 'name of the source, e.g. jira' }),
        fileName: z.string().default('upload'),
        timeZone: timeZone.default('UTC').openapi({ description: 'zone of instants written without one' }),
        strict: z.enum(['true', 'false']).default('false'),
        field: fields.openapi({
          type: 'array',
          items: { type: 'string' },
          description: 'a further field to read; may come several times',
        }),
        steps: steps.openapi({
          type: 'string',
          description: 'for stages: the steps of a stream’s document as JSON, which name the columns that are steps',
        }),
      }),
    },
    responses: answers('the job', job),
  }),
  refused: createRoute({
    method: 'get',
    path: '/api/imports/{id}/refused',
    summary: 'Refused rows of an import, in the format they came in, to mend and import again',
    request: { params: idParam },
    responses: { 200: { description: 'the file', content: { 'text/plain': { schema: z.string() } } } },
  }),
  jobs: createRoute({
    method: 'get',
    path: '/api/jobs',
    summary: 'Long work: running and recent',
    responses: answers('jobs', z.object({ jobs: z.array(job) })),
  }),
  job: createRoute({
    method: 'get',
    path: '/api/jobs/{id}',
    summary: 'One job',
    request: { params: idParam },
    responses: answers('the job', job),
  }),
  stopJob: createRoute({
    method: 'post',
    path: '/api/jobs/{id}/stop',
    summary: 'Stop a job; what it had applied stays whole',
    request: { params: idParam },
    responses: answers('the job', job),
  }),
  backUp: createRoute({
    method: 'post',
    path: '/api/backups',
    summary: 'Write the whole store into a new folder beside it, while the server goes on',
    responses: answers('the job, and the folder that it makes', z.object({ jobId: z.string(), folder: z.string() })),
  }),
  notes: createRoute({
    method: 'get',
    path: '/api/notes',
    summary: 'Context notes pinned to days',
    request: { query: z.object({ stream: z.string().optional() }) },
    responses: answers('notes', z.object({ notes: z.array(note) })),
  }),
  saveNote: createRoute({
    method: 'post',
    path: '/api/notes',
    summary: 'Pin a note, or save a new version of one',
    request: {
      body: jsonBody(note.pick({ stream: true, day: true, text: true }).extend({ id: z.string().optional() })),
    },
    responses: answers('the note', note),
  }),
  removeNote: createRoute({
    method: 'delete',
    path: '/api/notes/{id}',
    summary: 'Take a note off; its versions are kept',
    request: { params: idParam },
    responses: answers('done', z.object({ id: z.string() })),
  }),
  views: createRoute({
    method: 'get',
    path: '/api/views',
    summary: 'Saved views',
    responses: answers('views', z.object({ views: z.array(savedView) })),
  }),
  saveView: createRoute({
    method: 'post',
    path: '/api/views',
    summary: 'Save a view',
    request: { body: jsonBody(savedView.pick({ name: true, address: true })) },
    responses: answers('the view', savedView),
  }),
  removeView: createRoute({
    method: 'delete',
    path: '/api/views/{id}',
    summary: 'Remove a saved view',
    request: { params: idParam },
    responses: answers('done', z.object({ id: z.string() })),
  }),
  settings: createRoute({
    method: 'get',
    path: '/api/settings',
    summary: 'What runs here',
    responses: answers('settings', settings),
  }),
} as const;
