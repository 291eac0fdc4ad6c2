import type { z } from 'zod';
import type { Http, HttpAnswer } from '../kit/http.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import type { AzureDevOpsConfig } from './config.ts';

/** The API of one organisation or collection. */
export interface AzureDevOps {
  readonly get: <Data>(shape: z.ZodType<Data>, path: string, query?: Query) => Promise<Data>;
  /** null: it is not there, or may not be seen. */
  readonly find: <Data>(shape: z.ZodType<Data>, path: string, query?: Query) => Promise<Data | null>;
  /** With the place of the next page, which stands in a header; null at the last. */
  readonly page: <Data>(
    shape: z.ZodType<Data>,
    path: string,
    query?: Query,
  ) => Promise<{ readonly data: Data; readonly next: string | null }>;
  readonly post: <Data>(shape: z.ZodType<Data>, path: string, query: Query, body: unknown) => Promise<Data>;
}

type Query = Readonly<Record<string, string | number | undefined>>;

export function openAzureDevOps(http: Http, { apiVersion }: AzureDevOpsConfig): AzureDevOps {
  const asked = (path: string, query: Query = {}) => ({ path, query: { ...query, 'api-version': apiVersion } });
  return {
    get: async (shape, path, query) => parsed(shape, signedIn(await http.ask(asked(path, query)), path).json, path),
    find: async (shape, path, query) => {
      const { status, json } = signedIn(await http.ask({ ...asked(path, query), accept: [404] }), path);
      return status === 404 ? null : parsed(shape, json, path);
    },
    page: async (shape, path, query) => {
      const { json, headers } = signedIn(await http.ask(asked(path, query)), path);
      return { data: parsed(shape, json, path), next: headers['x-ms-continuationtoken'] ?? null };
    },
    post: async (shape, path, query, body) =>
      parsed(shape, signedIn(await http.ask({ ...asked(path, query), method: 'POST', body }), path).json, path),
  };
}

/** Within a project; null: of the whole collection. */
export function pathOf(project: string | null, rest: string): string {
  return project === null ? `/_apis/${rest}` : `/${encodeURIComponent(project)}/_apis/${rest}`;
}

/** A token that is not taken gives a page to sign in with status 203. */
function signedIn(answer: HttpAnswer, path: string): HttpAnswer {
  if (answer.status !== 203) return answer;
  throw new SourceFailure(
    'unauthorised',
    `Azure DevOps: ${path} answers with a sign-in page (203): the token is not taken; make a new one and save it in the source`,
  );
}

function parsed<Data>(shape: z.ZodType<Data>, value: unknown, path: string): Data {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SourceFailure(
    'unreadable',
    `Azure DevOps: the answer of ${path} is not as expected at "${issue?.path.join('.') ?? ''}"; is the address that of an organisation or a collection?`,
  );
}
