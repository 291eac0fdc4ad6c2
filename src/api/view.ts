import { z } from '@hono/zod-openapi';

/** A type of a pure room, carried as it is; OpenAPI shows it as an object with this description. */
export function carried<Shape>(description: string) {
  return z.custom<Shape>(() => true).openapi({ type: 'object', description, additionalProperties: true });
}

/** Every failure, as `application/json`. `message` says what, which, and what to do. */
export const failure = z
  .object({
    error: z.object({
      code: z.enum(['not-found', 'invalid', 'forbidden', 'conflict', 'unreachable', 'internal']),
      message: z.string(),
      /** For documents: where each problem is. */
      problems: z
        .array(
          z.object({
            line: z.number().nullable(),
            column: z.number().nullable(),
            path: z.string(),
            message: z.string(),
          }),
        )
        .optional(),
    }),
  })
  .openapi('Failure');
export type Failure = z.infer<typeof failure>;

const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

/** A day of the calendar that work is done in: others are slips of the hand. */
export const day = z.iso
  .date()
  .refine((text) => text >= FIRST_DAY && text <= LAST_DAY, `must lie in ${FIRST_DAY} to ${LAST_DAY}`);

/** Text that a database can hold. */
export const plainText = z.string().refine((text) => !text.includes('\0'), 'must not hold the character U+0000');

const list = z
  .string()
  .optional()
  .transform((value, context) => {
    if (value === undefined || value === '') return [];
    try {
      return value.split(',').map(decodeURIComponent);
    } catch {
      context.issues.push({ code: 'custom', input: value, message: 'a % inside a value is written %25' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string()))
  .openapi({ type: 'string', description: 'comma-separated; commas inside a value are written %2C' });

/** The window and the filters of every page: the same names in the page's own address. */
export const viewQuery = z.object({
  from: day.optional().openapi({ description: 'first day, in the zone of the stream' }),
  to: day.optional().openapi({ description: 'first day left out' }),
  last: z
    .string()
    .regex(/^[1-9]\d{0,2}[dwm]$/)
    .optional()
    .openapi({ description: 'instead of from and to: 12w, 90d, 18m up to today; weeks are whole', example: '12w' }),
  asOf: z.iso
    .datetime({ offset: true })
    .optional()
    .openapi({ description: 'what was known at that instant; default: the end of the window, at most now' }),
  kind: list,
  team: list,
  label: list,
  epic: list,
});
export type ViewQuery = z.infer<typeof viewQuery>;

/** What an answer was computed from. */
export const viewHeader = z
  .object({
    stream: z.object({
      id: z.string(),
      name: z.string(),
      timeZone: z.string(),
      isSample: z.boolean(),
      flowItem: z.string(),
    }),
    window: z.object({ from: z.string(), to: z.string(), asOf: z.string(), timeZone: z.string() }),
    filter: z.object({
      kind: z.array(z.string()),
      team: z.array(z.string()),
      label: z.array(z.string()),
      epic: z.array(z.string()),
    }),
    /** Changes whenever the facts behind it do. */
    version: z.string(),
    /** false: the stream is so new that none have been computed yet. */
    hasFigures: z.boolean(),
    /** Set while new figures are being computed; those shown are the old ones. */
    recomputing: z.object({ jobId: z.string(), done: z.number(), total: z.number().nullable() }).nullable(),
  })
  .openapi('ViewHeader');
export type ViewHeader = z.infer<typeof viewHeader>;

/** What a marked part of a sentence, a figure or a chart opens. */
export const opens = z
  .discriminatedUnion('to', [
    z.object({ to: z.literal('measure'), metric: z.string() }),
    z.object({ to: z.literal('step'), step: z.string() }),
    z.object({ to: z.literal('chart'), chart: z.string() }),
    z.object({ to: z.literal('stream'), stream: z.string() }),
    z.object({ to: z.literal('window'), from: z.string(), before: z.string() }),
    z.object({
      to: z.literal('page'),
      page: z.enum(['aging', 'problems', 'map', 'forecast', 'import', 'outcomes', 'reviews', 'factory']),
    }),
  ])
  .openapi('Opens');
export type Opens = z.infer<typeof opens>;

/** Words, some of which lead to what is behind them. `isSignal`: worth asking about. */
export const sentence = z
  .array(z.object({ text: z.string(), opens: opens.optional(), isSignal: z.boolean().optional() }))
  .openapi('Sentence');
export type Sentence = z.infer<typeof sentence>;

export const failures = {
  400: { description: 'the request is not valid', content: { 'application/json': { schema: failure } } },
  404: { description: 'no such thing', content: { 'application/json': { schema: failure } } },
  409: { description: 'in conflict with what is stored', content: { 'application/json': { schema: failure } } },
} as const;

/** A 200 answer of JSON. */
export function answers<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { 200: { description, content: { 'application/json': { schema } } }, ...failures } as const;
}

export const streamParam = z.object({ stream: z.string().openapi({ param: { in: 'path', name: 'stream' } }) });
