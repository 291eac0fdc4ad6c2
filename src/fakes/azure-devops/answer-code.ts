import type { FakeAnswer, FakeRequest } from '../faulty-server.ts';
import type { AzureDevOpsSite } from './site.ts';

/** Repositories, pull requests, commits and pipelines; null: no such place. `path` begins behind `_apis/`. */
export function answerCode(
  _site: AzureDevOpsSite,
  _project: string | null,
  _path: string,
  _request: FakeRequest,
): FakeAnswer | null {
  return null;
}
