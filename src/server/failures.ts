import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Log } from '../app/app.ts';
import { Failure, type FailureCode } from '../app/errors.ts';

const STATUS = { 'not-found': 404, invalid: 400, forbidden: 403, conflict: 409, unreachable: 502 } as const;

/** Answers an expected failure in its own words; anything else is a bug, logged once, and told without its insides. */
export function answerFailure(log: Log) {
  return (error: Error, context: Context): Response => {
    if (error instanceof Failure) return answer(context, error.code, STATUS[error.code], error.message, error);
    if (error instanceof HTTPException && error.status < 500) return answerBadRequest(context, error);
    log.error(
      { path: context.req.path, method: context.req.method, error: error.stack ?? error.message },
      'request failed',
    );
    return context.json(
      {
        error: {
          code: 'internal' as const,
          message: 'Millrace made a mistake here; its log says what. Nothing was changed.',
        },
      },
      500,
    );
  };
}

/** What the framework refuses before a route is reached: a body that is no JSON, of another type, or too large. */
function answerBadRequest(context: Context, error: HTTPException): Response {
  const message =
    error.status === 415
      ? 'the body must be JSON; send it with the header content-type: application/json'
      : error.message === 'Malformed JSON in request body'
        ? 'the body is no valid JSON'
        : error.message;
  return context.json({ error: { code: 'invalid' as const, message } }, error.status);
}

function answer(
  context: Context,
  code: FailureCode,
  status: 400 | 403 | 404 | 409 | 502,
  message: string,
  failure: Failure,
) {
  const problems = failure.problems.length === 0 ? {} : { problems: failure.problems };
  return context.json({ error: { code, message, ...problems } }, status);
}

interface ValidationIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What zod found in a request, in one line: which parameter, and what is wrong with it. */
export function validationMessage(issues: readonly ValidationIssue[]): string {
  return issues.map((issue) => `${issue.path.map(String).join('.') || 'the request'}: ${issue.message}`).join('; ');
}
