import type { HttpOptions, HttpRequest } from './http.ts';
import { LONGEST_PAUSE_MS } from './rate-limit.ts';
import type { Answer } from './send-once.ts';
import { SourceFailure } from './source-failure.ts';

export function wornOut(
  options: HttpOptions,
  request: HttpRequest,
  { status }: Answer,
  now: number,
  tries: number,
): SourceFailure {
  return new SourceFailure(
    'unreachable',
    `${told(options, request)}: it answered ${status}, ${tries} times; see whether the server is well`,
    { retryAt: now + LONGEST_PAUSE_MS },
  );
}

export function noJson(options: HttpOptions, request: HttpRequest, tries: number): SourceFailure {
  return new SourceFailure(
    'unreadable',
    `${told(options, request)}: the answer is no JSON, ${tries} times; is it a page of a proxy or a sign-in?`,
  );
}

export function limitedFailure(options: HttpOptions, request: HttpRequest, until: number): SourceFailure {
  return new SourceFailure(
    'limited',
    `${told(options, request)}: it asks to be left alone until ${new Date(until).toISOString()}; the next run goes on from here`,
    { retryAt: until },
  );
}

export function refusalOf(
  options: HttpOptions,
  request: HttpRequest,
  { status, text, headers }: Answer,
): SourceFailure {
  const asked = told(options, request);
  if (status >= 300 && status < 400) {
    return new SourceFailure(
      'refused',
      `${asked}: it leads on to ${placeOf(headers.location, options)} (${status}), which is not followed, so that nobody else sees the credentials; write the address as it is in the end, or see whether a sign-in page stands before it`,
    );
  }
  if (status === 401)
    return new SourceFailure(
      'unauthorised',
      `${asked}: the credentials are not taken (401); make new ones and save them in the source`,
    );
  if (status === 403)
    return new SourceFailure(
      'forbidden',
      `${asked}: it is not allowed with these credentials (403)${saidIn(text)}; give them the permission that the source's guide names`,
    );
  if (status === 404 || status === 410)
    return new SourceFailure(
      'missing',
      `${asked}: it is not there, or may not be seen with these credentials (${status}); check its name and the permissions`,
    );
  return new SourceFailure('refused', `${asked}: the server answered ${status}${saidIn(text)}`);
}

/** Where an answer leads to, without its query. */
function placeOf(location: string | undefined, { baseUrl }: HttpOptions): string {
  if (location === undefined || !URL.canParse(location, baseUrl)) return 'another address';
  const { origin, pathname } = new URL(location, baseUrl);
  return `${origin}${pathname}`;
}

/** What the server says is wrong, short; servers do not repeat secrets, and addresses with a query are not shown. */
function saidIn(text: string): string {
  const words = /"(?:message|errorMessages|error_description|error)"\s*:\s*\[?\s*"([^"]{1,200})"/.exec(text)?.[1];
  return words === undefined ? '' : `: ${words}`;
}

/** What was asked, without its query: that may hold what people wrote. */
export function told({ source, baseUrl }: HttpOptions, { method = 'GET', path }: HttpRequest): string {
  const whole = /^https?:/.test(path) ? new URL(path) : null;
  const place = whole?.pathname ?? `/${path.replace(/^\//, '')}`;
  return `${source}: ${method} ${place.split('?')[0]} at ${(whole ?? new URL(baseUrl)).host}`;
}
