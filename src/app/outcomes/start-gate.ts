import type { OutcomePage } from '../../api/outcomes.ts';
import type { OutcomeBody } from '../../outcomes/outcome.ts';
import type { App } from '../app.ts';
import { openStreams } from '../load-stream.ts';

/** What a stream agrees on before work on an initiative or epic begins; none where it has no gate, or there is no stream. */
export async function gateOf(app: App, streamId: string | null): Promise<readonly string[]> {
  if (streamId === null) return [];
  const open = (await openStreams(app)).find(({ stored }) => stored.streamId === streamId);
  return open?.stream.document.startGate?.criteria ?? [];
}

/** The criteria, with who agreed and when. */
export async function startGateOf(
  app: App,
  streamId: string | null,
  { gate }: Pick<OutcomeBody, 'gate'>,
): Promise<OutcomePage['startGate']> {
  const criteria = await gateOf(app, streamId);
  if (criteria.length === 0) return null;
  return criteria.map((criterion) => {
    const agreed = gate.find((one) => one.criterion === criterion);
    return { criterion, agreedBy: agreed?.agreedBy ?? null, agreedOn: agreed?.agreedOn ?? null };
  });
}
