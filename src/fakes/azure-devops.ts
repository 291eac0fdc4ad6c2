import type { ItemHistory } from '../flow/history.ts';
import type { SampleDelivery } from '../sample/delivery/records.ts';
import { answerCode } from './azure-devops/answer-code.ts';
import { answerRelease } from './azure-devops/answer-release.ts';
import { answerWork, list } from './azure-devops/answer-work.ts';
import { FakeReleases } from './azure-devops/releases.ts';
import { AzureDevOpsSite } from './azure-devops/site.ts';
import { type FakeAnswer, type FakeRequest, type Fault, startFaultyServer } from './faulty-server.ts';
import { perSecondLimit } from './rate-limit.ts';

export { PLANTED } from './azure-devops/people.ts';
export { AzureDevOpsSite } from './azure-devops/site.ts';

export interface FakeAzureDevOpsOptions {
  readonly histories: readonly ItemHistory[];
  readonly deliveries: readonly SampleDelivery[];
  /** More requests than that in a second are answered 429. */
  readonly perSecond?: number;
  /** Of the rate limit; the present by default. Unit: ms. */
  readonly now?: () => number;
  /** Revisions that a batch of the feed holds at most. */
  readonly feedPage?: number;
  /** Changes an answer on its way, e.g. the order of its rows. */
  readonly bend?: (answer: FakeAnswer) => FakeAnswer;
  /** Answers 401 to credentials that it refuses. */
  readonly isLetIn?: (authorization: string) => boolean;
  readonly faultOf?: (request: FakeRequest, index: number) => Fault | null;
  readonly skewMs?: number;
  readonly port?: number;
}

export interface FakeAzureDevOps {
  /** Of its only collection. */
  readonly address: string;
  readonly site: AzureDevOpsSite;
  readonly releases: FakeReleases;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

const COLLECTION = '/tfs/Example';

/** An Azure DevOps on loopback, at the address of a server's collection, that changes as it is told. */
export async function startFakeAzureDevOps(options: FakeAzureDevOpsOptions): Promise<FakeAzureDevOps> {
  const site = new AzureDevOpsSite(options.histories, options.deliveries);
  const releases = new FakeReleases(site, options.deliveries);
  const limit = perSecondLimit(options.perSecond, options.now);
  const isLetIn = options.isLetIn ?? ((authorization) => authorization !== '');
  const answer = (request: FakeRequest): FakeAnswer => {
    const limited = limit();
    if (limited !== null) return limited;
    if (!isLetIn(request.headers.authorization ?? '')) return { status: 401, body: { message: 'TF400813' } };
    const answered = answerAt(site, releases, request, options.feedPage ?? 200);
    return options.bend?.(answered) ?? answered;
  };
  const server = await startFaultyServer({ ...options, answer });
  const { requests, close } = server;
  return { address: `${server.address}${COLLECTION}`, site, releases, requests, close };
}

function answerAt(site: AzureDevOpsSite, releases: FakeReleases, request: FakeRequest, feedPage: number): FakeAnswer {
  const path = decodeURIComponent(request.path);
  const [, own, rest = ''] = /^\/tfs\/Example(?:\/([^/]+))?\/_apis\/(.*)$/.exec(path) ?? [];
  const project = own ?? null;
  if (project !== null && !site.projects().includes(project))
    return { status: 404, body: { message: `TF200016: The following project does not exist: ${project}.` } };
  if ([...site.withheld].some((beginning) => rest.startsWith(beginning)))
    return { status: 401, body: { message: 'The token lacks a scope.' } };
  if (rest === 'projects') {
    const from = Number(request.query.get('$skip') ?? 0);
    const names = site.projects().slice(from, from + Number(request.query.get('$top') ?? 100));
    return list(names.map((name) => ({ id: name, name, state: 'wellFormed' })));
  }
  return (
    answerWork(site, project, rest, request, { feedPage }) ??
    answerCode(site, project, rest, request) ??
    answerRelease(site, releases, project, rest, request) ?? { status: 404, body: { message: 'Page not found.' } }
  );
}
