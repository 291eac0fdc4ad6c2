import { z } from 'zod';
import { type LiveSource, liveSourceOf, liveSources } from '../../connectors/index.ts';
import { readSecrets, removeSecrets, saveSecrets } from '../../storage/secrets.ts';
import { forgetCursor } from '../../storage/sync.ts';
import type { App } from '../app.ts';
import { invalid } from '../errors.ts';
import { isSourceName, openSource } from '../import-source.ts';
import { type Kept, keep, keptOf, listKept, remove } from '../outcomes/kept.ts';
import { seal, unseal } from './seal.ts';

const MINUTES = 'everyMinutes must be a whole number from 1 to 1440';

/** A live source as people set it up; credentials are kept apart. */
export const liveSourceBody = z.strictObject({
  /** Id of the connector. */
  kind: z.string().min(1),
  config: z.record(z.string(), z.unknown()),
  everyMinutes: z.number(MINUTES).int(MINUTES).min(1, MINUTES).max(1440, MINUTES).default(15),
  isPaused: z.boolean().default(false),
  /** Requests a second; the connector's own measure when left out. */
  perSecond: z.number().positive().max(1000).optional(),
  /** Certificates of a private authority, PEM. */
  ca: z.string().max(100_000).optional(),
  /** Address of a proxy. */
  proxy: z.url({ protocol: /^https?$/ }).optional(),
});
export type LiveSourceBody = z.infer<typeof liveSourceBody>;

export const LIVE_SOURCE = { kind: 'live-source', noun: 'source', schema: liveSourceBody } as const;

/** The connector of a kind. Throws Invalid that names those there are. */
export function connectorOf(kind: string): LiveSource {
  const connector = liveSourceOf(kind);
  if (connector === null) {
    throw invalid(`source: there is no connector "${kind}"; there are ${liveSources.map(({ id }) => id).join(', ')}`);
  }
  return connector;
}

/** A source's settings, as they came. Throws Invalid that names the setting. */
export function readSourceBody(asked: unknown): LiveSourceBody {
  const read = liveSourceBody.safeParse(asked);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalid(`source: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}`);
}

/** The settings as the connector reads them; `isBegun`: before all is chosen. Throws Invalid that names the setting. */
export function configOf(connector: LiveSource, config: unknown, isBegun = false): unknown {
  const read = ((isBegun ? connector.begun : undefined) ?? connector.config).safeParse(config);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalid(`source: ${connector.name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}`);
}

export function listLiveSources(app: App): Promise<readonly Kept<LiveSourceBody>[]> {
  return listKept(app, LIVE_SOURCE);
}

export function liveSourceKept(app: App, id: string): Promise<Kept<LiveSourceBody>> {
  return keptOf(app, LIVE_SOURCE, id);
}

/**
 * Keeps how a source is read, and seals the credentials that are given; those that are left out stay as they are. When what is read was
 * chosen anew, the next run reads everything again. Throws Invalid and Conflict; then nothing is changed.
 */
export async function saveLiveSource(
  app: App,
  asked: {
    readonly id: string;
    readonly basedOn: number;
    readonly body: unknown;
    readonly secrets: Readonly<Record<string, string>>;
  },
): Promise<{ readonly id: string; readonly version: number; readonly isPaused: boolean }> {
  const { id } = asked;
  if (!isSourceName(id)) {
    throw invalid(
      `source: "${id}" cannot be a name; use small letters, digits and hyphens, at most 63, such as jira-team`,
    );
  }
  const body = readSourceBody(asked.body);
  const connector = connectorOf(body.kind);
  configOf(connector, body.config);
  const before = asked.basedOn === 0 ? null : await liveSourceKept(app, id);
  if (before !== null && before.body.kind !== body.kind) {
    throw invalid(`source: "${id}" is read from ${before.body.kind}; make a new source for ${body.kind}`);
  }
  const secrets = withoutEmpty(asked.secrets, connector);
  if (before !== null) requireSameServer(before.body, body, secrets);
  const kept = await readSecrets(app.db, app.workspace, id);
  for (const { key, label, isOptional } of connector.secrets) {
    if (isOptional !== true && secrets[key] === undefined && !kept.has(key)) {
      throw invalid(`source: ${connector.name} needs the credential “${label}”`);
    }
  }
  await openSource(app, { id, kind: connector.id });
  const saved = await keep(app, LIVE_SOURCE, { id, body, basedOn: asked.basedOn });
  const sealed: Record<string, string> = {};
  for (const [key, secret] of Object.entries(secrets)) sealed[key] = await seal(app, placeOf(id, key), secret);
  await saveSecrets(app.db, app.workspace, id, sealed, app.now());
  if (before !== null && JSON.stringify(before.body.config) !== JSON.stringify(body.config)) {
    await forgetCursor(app.db, app.workspace, id);
  }
  return { ...saved, isPaused: body.isPaused };
}

function withoutEmpty(
  secrets: Readonly<Record<string, string>>,
  connector: LiveSource,
): Readonly<Record<string, string>> {
  const known = new Set(connector.secrets.map(({ key }) => key));
  const unknown = Object.keys(secrets).find((key) => !known.has(key));
  if (unknown !== undefined) {
    throw invalid(`source: ${connector.name} has no credential "${unknown}"; it has ${[...known].join(', ')}`);
  }
  return Object.fromEntries(
    Object.entries(secrets).flatMap(([key, text]) => (text.trim() === '' ? [] : [[key, text.trim()]])),
  );
}

/**
 * Kept credentials go to no other server than the one they were given for, so that nobody gets at them by changing an address. Throws
 * Invalid where one that is kept would be sent elsewhere.
 */
export function requireSameServer(
  before: LiveSourceBody,
  after: LiveSourceBody,
  given: Readonly<Record<string, string>>,
): void {
  const connector = connectorOf(after.kind);
  const wayTo = ({ config, proxy, ca }: LiveSourceBody): string =>
    JSON.stringify([originOf(connector.connect(configOf(connector, config, true), {}).baseUrl), proxy, ca]);
  const isMissing = connector.secrets.some(({ key, isOptional }) => isOptional !== true && given[key] === undefined);
  if (isMissing && (before.kind !== after.kind || wayTo(before) !== wayTo(after))) {
    throw invalid(
      `source: the address, the proxy or the certificate is another one; give ${listed(connector)} anew, since kept credentials go nowhere else`,
    );
  }
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}

function listed({ secrets }: LiveSource): string {
  return secrets.map(({ label }) => label).join(' and ');
}

/** Reads no more from a source and forgets its credentials; what it brought stays. Throws NotFound. */
export async function removeLiveSource(app: App, id: string): Promise<{ readonly id: string }> {
  const removed = await remove(app, LIVE_SOURCE, id);
  await removeSecrets(app.db, app.workspace, id);
  return removed;
}

/** The opened credentials of a source. */
export async function secretsOf(app: App, id: string): Promise<Readonly<Record<string, string>>> {
  const opened: Record<string, string> = {};
  for (const [key, sealed] of await readSecrets(app.db, app.workspace, id)) {
    opened[key] = await unseal(app, placeOf(id, key), sealed);
  }
  return opened;
}

/** Which credentials are kept, without opening them. */
export async function keptSecretKeys(app: App, id: string): Promise<readonly string[]> {
  return [...(await readSecrets(app.db, app.workspace, id)).keys()];
}

function placeOf(id: string, key: string): string {
  return `${id}/${key}`;
}
