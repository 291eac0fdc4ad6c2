import type { z } from 'zod';
import type { checkInRoutes } from '../api/check-ins.ts';
import type { deliveryRoutes } from '../api/delivery.ts';
import type { flowRoutes } from '../api/flow.ts';
import type { objectiveRoutes } from '../api/objectives.ts';
import type { metricRoutes } from '../api/outcome-metrics.ts';
import type { outcomeRoutes } from '../api/outcomes.ts';
import type { sourceRoutes } from '../api/sources.ts';
import type { storeRoutes } from '../api/store.ts';
import type { Failure } from '../api/view.ts';
import { writeSearch } from './search.ts';

/**
 * The HTTP contract as functions. Only its types are imported, so the page carries no schema it does not use; the
 * compiler holds every path, parameter and answer to the contract.
 */
type RoutesIn<Contract> = Contract[keyof Contract];
type Routes =
  | RoutesIn<typeof flowRoutes>
  | RoutesIn<typeof deliveryRoutes>
  | RoutesIn<typeof storeRoutes>
  | RoutesIn<typeof outcomeRoutes>
  | RoutesIn<typeof metricRoutes>
  | RoutesIn<typeof objectiveRoutes>
  | RoutesIn<typeof checkInRoutes>
  | RoutesIn<typeof sourceRoutes>;
type RouteMap = { [Route in Routes as `${Route['method']} ${Route['path']}`]: Route };
/** `get /api/streams/{stream}/overview`: a route by its method and path. */
export type RouteName = keyof RouteMap;

type AnswerOf<Route> = Route extends {
  responses: { 200: { content: { 'application/json': { schema: infer Schema extends z.ZodType } } } };
}
  ? z.output<Schema>
  : never;
type ParamsOf<Route> = Route extends { request: { params: infer Schema extends z.ZodType } }
  ? z.input<Schema>
  : undefined;
type QueryOf<Route> = Route extends { request: { query: infer Schema extends z.ZodType } }
  ? { readonly [Name in keyof z.input<Schema>]?: QueryValue }
  : undefined;
type BodyOf<Route> = Route extends {
  request: { body: { content: { 'application/json': { schema: infer Schema extends z.ZodType } } } };
}
  ? z.input<Schema>
  : undefined;

type QueryValue = string | number | readonly string[] | undefined;

/** What came back instead of an answer. The message says what, which, and what to do. */
export class RequestFailure extends Error {
  readonly code: Failure['error']['code'] | 'no-answer';
  readonly problems: NonNullable<Failure['error']['problems']>;

  constructor(
    code: Failure['error']['code'] | 'no-answer',
    message: string,
    problems: NonNullable<Failure['error']['problems']> = [],
  ) {
    super(message);
    this.name = 'RequestFailure';
    this.code = code;
    this.problems = problems;
  }
}

interface Asked<Name extends RouteName> {
  readonly params?: ParamsOf<RouteMap[Name]>;
  readonly query?: QueryOf<RouteMap[Name]>;
  readonly body?: BodyOf<RouteMap[Name]>;
  readonly signal?: AbortSignal;
}

/** An answer of the contract. */
export type Answer<Name extends RouteName> = AnswerOf<RouteMap[Name]>;

/** Asks the server. Throws RequestFailure. */
export async function ask<Name extends RouteName>(name: Name, asked: Asked<Name> = {}): Promise<Answer<Name>> {
  const [method = 'get', path = ''] = name.split(' ');
  const response = await send(addressOf(path, asked.params, asked.query), {
    method: method.toUpperCase(),
    headers: asked.body === undefined ? {} : { 'content-type': 'application/json' },
    body: asked.body === undefined ? null : JSON.stringify(asked.body),
    signal: asked.signal ?? null,
  });
  return response.json();
}

/** A path with its parameters and query written in. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, string>> | undefined,
  query: Readonly<Record<string, unknown>> | undefined,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params?.[name] ?? ''));
  return filled + writeSearch(query ?? {});
}

/** Sends a request and turns every failure into a RequestFailure. */
export async function send(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestFailure(
      'no-answer',
      'Millrace does not answer. See whether it still runs where you started it, then try again.',
    );
  }
  if (response.ok) return response;
  throw await failureOf(response);
}

async function failureOf(response: Response): Promise<RequestFailure> {
  return failureIn(await response.text(), new URL(response.url).pathname, response.status);
}

/** What an answer that is no success says. */
export function failureIn(text: string, path: string, status: number): RequestFailure {
  try {
    const body: Partial<Failure> = JSON.parse(text);
    if (body.error !== undefined)
      return new RequestFailure(body.error.code, body.error.message, body.error.problems ?? []);
  } catch (error) {
    console.debug('the answer is not JSON', error);
  }
  return new RequestFailure(
    'internal',
    `${path} answered ${status}. Try again; if it stays, the server's log says more.`,
  );
}
