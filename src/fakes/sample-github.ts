import { SAMPLE_APPLICATIONS, simulateDelivery } from '../sample/delivery/simulate-delivery.ts';
import { simulateOrganisation } from '../sample/simulate-organisation.ts';
import type { FakeGitHubOptions } from './github.ts';

/** The sample organisation as a GitHub holds it: its items as issues, less those deleted, and how they were delivered. */
export function sampleGitHub(options: {
  readonly seed: number;
  readonly endOn: string;
  readonly scale: number;
}): Pick<FakeGitHubOptions, 'deliveries' | 'histories'> {
  const histories = simulateOrganisation(options).streams.flatMap((stream) =>
    stream.histories.filter(({ deletedAt, isCutShort }) => deletedAt === null && !isCutShort),
  );
  const endAt = Date.parse(`${options.endOn}T00:00:00Z`);
  const deliveries = simulateDelivery(histories, { seed: options.seed, applications: SAMPLE_APPLICATIONS, endAt });
  return { histories, deliveries };
}
