import { z } from 'zod';
import type { Http, HttpAnswer, HttpClock } from '../kit/http.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { limitedUntil, roomAt } from './limits.ts';

/** How Linear is asked: one GraphQL endpoint. */
export interface Linear {
  readonly ask: <Data>(query: string, variables: Variables, shape: z.ZodType<Data>) => Promise<Data>;
}

export type Variables = Readonly<Record<string, unknown>>;

const PATIENCE_MS = 15 * 60_000;
const HEAVY_TRIES = 6;

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string().default(''),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

export function openLinear(http: Http, clock: HttpClock): Linear {
  let notBefore = 0;
  const ask: Linear['ask'] = async (query, asked, shape) => {
    let variables = asked;
    let waited = 0;
    for (let tries = 1; ; ) {
      if (notBefore > clock.now()) await clock.wait(notBefore - clock.now());
      // What GraphQL refuses comes with 400; among it that the allowance is used up.
      const answer = await http.ask({ method: 'POST', path: '/graphql', body: { query, variables }, accept: [400] });
      const { data, errors } = parsed(answerShape, answer.json ?? {});
      const codes = errors.map(({ extensions }) => extensions?.code ?? '');
      notBefore = roomAt(answer, clock.now());
      if (codes.includes('RATELIMITED')) {
        waited += await waitForRoom(answer, clock, waited);
        continue;
      }
      refuseIfBarred(codes);
      if (answer.status === 200 && errors.length === 0) return parsed(shape, data);
      // A query that is too heavy, or took too long, may pass with a smaller page.
      if (tries >= HEAVY_TRIES || answer.json === null) throw unanswered(errors[0]?.message ?? '', answer.status);
      if (typeof variables.first === 'number')
        variables = { ...variables, first: Math.max(1, Math.floor(variables.first / 2)) };
      await clock.wait(1000 * tries);
      tries += 1;
    }
  };
  return { ask };
}

/** Gives the time that was waited. Unit: ms. */
async function waitForRoom(answer: HttpAnswer, clock: HttpClock, waited: number): Promise<number> {
  const now = clock.now();
  const wait = Math.max(1000, limitedUntil(answer, now) - now);
  if (waited + wait > PATIENCE_MS) {
    throw new SourceFailure(
      'limited',
      `Linear: the allowance is used up until ${new Date(now + wait).toISOString()}; the next run goes on from here`,
      { retryAt: now + wait },
    );
  }
  await clock.wait(wait);
  return wait;
}

function refuseIfBarred(codes: readonly string[]): void {
  if (codes.includes('AUTHENTICATION_ERROR'))
    throw new SourceFailure(
      'unauthorised',
      'Linear: the credentials are not taken; make new ones and save them in the source',
    );
  if (codes.includes('FORBIDDEN'))
    throw new SourceFailure(
      'forbidden',
      "Linear: it is not allowed with these credentials; give them the permission that the source's guide names",
    );
}

function unanswered(message: string, status: number): SourceFailure {
  return new SourceFailure('unreadable', `Linear did not answer a query (${status}): ${message.slice(0, 200)}`);
}

/** What Linear answered, checked; a failure names the place and never a value. */
function parsed<Data>(shape: z.ZodType<Data>, value: unknown): Data {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SourceFailure(
    'unreadable',
    `Linear: the answer is not as expected at "${issue?.path.join('.') ?? ''}"; is the address that of its API?`,
  );
}
