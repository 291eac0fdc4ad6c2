import { UnreadableFigures } from './figure.ts';

const TIMEOUT_MS = 30_000;
const LARGEST_BYTES = 20_000_000;

/** The JSON at an address. Nothing of the address but its host stands in a message: it may hold a key. Throws UnreadableFigures. */
export async function readJson(address: string, init: RequestInit = {}): Promise<unknown> {
  const { host, protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new UnreadableFigures(`the address begins with ${protocol}; it must begin with http: or https:`);
  }
  let response: Response;
  try {
    response = await fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  } catch (error) {
    const why =
      error instanceof Error && error.name === 'TimeoutError' ? 'gave no answer within 30 s' : 'cannot be reached';
    throw new UnreadableFigures(`${host} ${why}; check the address, and that this machine may reach it`);
  }
  if (!response.ok) {
    throw new UnreadableFigures(
      `${host} answered ${response.status}; check the address and what it lets this machine see`,
    );
  }
  const text = await textOf(response, host);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableFigures(`${host} answered something that is not JSON; check the address`);
  }
}

async function textOf(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > LARGEST_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    throw new UnreadableFigures(`${host} broke off in the middle of its answer; it is tried again at the next reading`);
  }
  if (bytes > LARGEST_BYTES) throw new UnreadableFigures(`${host} answered more than 20 MB; ask for less`);
  return Buffer.concat(chunks).toString('utf8');
}
