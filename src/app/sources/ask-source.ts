import type { ConnectionCheck, ProjectFound } from '../../connectors/index.ts';
import type { App } from '../app.ts';
import { type DraftSource, type OpenOptions, openDraft, sourceFailure } from './open-source.ts';

/** What the credentials may do, one check after the other. Throws Unreachable only where nothing can be asked at all. */
export async function testSource(
  app: App,
  draft: DraftSource,
  options?: OpenOptions,
): Promise<readonly ConnectionCheck[]> {
  const { connector, config, http } = await openDraft(app, draft, { ...options, isBegun: true });
  try {
    return await connector.test(config, http);
  } catch (error) {
    throw sourceFailure(error);
  }
}

/** Projects or repositories whose name holds the words, at most 50. */
export async function findProjects(
  app: App,
  draft: DraftSource,
  words: string,
  options?: OpenOptions,
): Promise<readonly ProjectFound[]> {
  const { connector, config, http } = await openDraft(app, draft, { ...options, isBegun: true });
  try {
    return await connector.findProjects(config, http, words);
  } catch (error) {
    throw sourceFailure(error);
  }
}

/** How much a first run would fetch, without fetching it, and how long the limit of requests makes it take; null where the source does not say. */
export async function estimateSource(
  app: App,
  draft: DraftSource,
  options?: OpenOptions,
): Promise<{ readonly things: number | null; readonly secondsAtLeast: number | null }> {
  const { connector, config, http, body } = await openDraft(app, draft, options);
  try {
    const things = await connector.estimate(config, http);
    const perSecond = body.perSecond ?? connector.perSecond;
    // At best one request brings a whole page of a hundred.
    return { things, secondsAtLeast: things === null ? null : Math.ceil(things / 100 / perSecond) };
  } catch (error) {
    throw sourceFailure(error);
  }
}
