import type { FakeJira } from '../../../fakes/jira.ts';
import { type ContractFake, collect, Kept, virtualClock } from '../../contract.test-data.ts';
import { openHttp } from '../../kit/http.ts';
import type { LiveSource, Mapped } from '../../kit/live-source.ts';
import { sourceOf } from '../../live-sources.test-data.ts';

export const CLOUD = sourceOf('jira-cloud');
export const DATA_CENTER = sourceOf('jira-data-center');
export const BOTH = [
  ['Jira Cloud', CLOUD],
  ['Jira Data Center', DATA_CENTER],
] as const;

/** A source against a fake, with what is kept of it. */
export function connected(source: LiveSource, fake: FakeJira, settings: Readonly<Record<string, unknown>> = {}) {
  const config = { site: fake.address, ...settings };
  const secrets = { email: 'reader@example.invalid', token: 'any' };
  const as: ContractFake = {
    config,
    secrets,
    requests: fake.requests,
    planted: [],
    truth: () => [],
    change: () => [],
    remove: () => '',
    move: null,
    close: fake.close,
  };
  const kept = new Kept();
  const { baseUrl, headers } = source.connect(config, secrets);
  return {
    kept,
    config,
    http: openHttp({ baseUrl, headers, source: source.name, clock: virtualClock() }),
    sync: (options: Parameters<typeof collect>[3] = {}) =>
      collect({ source, start: async () => as }, as, kept, options),
    items: () => kept.mapped(source, as).flatMap((mapped) => (mapped.kind === 'item' ? [mapped.history] : [])),
    mapped: (): readonly Mapped[] => kept.mapped(source, as),
  };
}
