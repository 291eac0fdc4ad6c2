import { setTimeout as sleep } from 'node:timers/promises';
import { type Http, type HttpClock, type LiveSource, openHttp, SourceFailure } from '../../connectors/index.ts';
import type { App } from '../app.ts';
import { Failure } from '../errors.ts';
import {
  configOf,
  connectorOf,
  type LiveSourceBody,
  listLiveSources,
  liveSourceKept,
  readSourceBody,
  requireSameServer,
  secretsOf,
} from './kept-sources.ts';

/** A live source that can be asked. */
export interface OpenSource {
  readonly id: string;
  readonly connector: LiveSource;
  readonly body: LiveSourceBody;
  /** As the connector reads it. */
  readonly config: unknown;
  readonly http: Http;
  readonly clock: HttpClock;
}

/** A source that is being set up: not kept yet, or with changes that are not. */
export interface DraftSource {
  readonly id: string;
  readonly body: unknown;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Settings may be those of a set-up in which not all is chosen yet. */
  readonly isBegun?: boolean;
  /** Told before each pause, however short. Unit: ms. */
  readonly onWait?: (ms: number) => Promise<void>;
  /** For tests. */
  readonly clock?: HttpClock;
}

/** Opens a kept source. Throws NotFound and Invalid. */
export async function openLiveSource(app: App, id: string, options: OpenOptions = {}): Promise<OpenSource> {
  const { body } = await liveSourceKept(app, id);
  return openWith(app, id, body, await secretsOf(app, id), options);
}

/** Opens a source as it would be; credentials that are not given are those that are kept for the same server. Throws Invalid. */
export async function openDraft(app: App, draft: DraftSource, options: OpenOptions = {}): Promise<OpenSource> {
  const body = readSourceBody(draft.body);
  const given = Object.fromEntries(Object.entries(draft.secrets).filter(([, text]) => text.trim() !== ''));
  const kept = (await listLiveSources(app)).find(({ id }) => id === draft.id);
  if (kept === undefined) return openWith(app, draft.id, body, given, options);
  requireSameServer(kept.body, body, given);
  return openWith(app, draft.id, body, { ...(await secretsOf(app, draft.id)), ...given }, options);
}

function openWith(
  app: App,
  id: string,
  body: LiveSourceBody,
  secrets: Readonly<Record<string, string>>,
  options: OpenOptions,
): OpenSource {
  const connector = connectorOf(body.kind);
  const config = configOf(connector, body.config, options.isBegun);
  const { signal, onWait } = options;
  const passing: HttpClock = options.clock ?? {
    now: app.now,
    wait: (ms) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
  };
  const clock: HttpClock = {
    now: passing.now,
    wait: async (ms) => {
      await onWait?.(ms);
      await passing.wait(ms);
    },
  };
  const http = openHttp({
    ...connector.connect(config, secrets),
    source: id,
    perSecond: body.perSecond ?? connector.perSecond,
    clock,
    ...(body.ca === undefined ? {} : { ca: body.ca }),
    ...(body.proxy === undefined ? {} : { proxy: body.proxy }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { id, connector, body, config, http, clock };
}

/** A source's own failure as one of the product's; anything else as it is. */
export function sourceFailure(error: unknown): unknown {
  return error instanceof SourceFailure ? new Failure('unreachable', error.message) : error;
}
