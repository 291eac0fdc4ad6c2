import { startFakeAzureDevOps } from '../fakes/azure-devops.ts';
import { startFakeGitHub } from '../fakes/github.ts';
import { type FakeGitLabIssue, STATUS_LABELS, setClosed, setStatus } from '../fakes/gitlab/site.ts';
import { startFakeGitLab } from '../fakes/gitlab.ts';
import { startFakeJira } from '../fakes/jira.ts';
import { startFakeLinear } from '../fakes/linear.ts';
import { sampleGitHub } from '../fakes/sample-github.ts';
import { sampleJiraIssues } from '../fakes/sample-jira.ts';
import type { LiveSource } from './kit/live-source.ts';
import { sourceOf } from './live-sources.test-data.ts';

/** A tool that holds the work of the sample organisation at any size: for what a run costs, and for what it writes. */
export interface LargeCase {
  readonly source: LiveSource;
  readonly start: (size: Size) => Promise<LargeFake>;
}

interface Size {
  /** Of the sample organisation: 1.6 is about 10,000 items, 0.02 about 420. */
  readonly scale: number;
  /** So many of the newest pull requests and commits of each repository; left out: all. */
  readonly deliveries?: number;
}

export interface LargeFake {
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly items: number;
  /** People give one item in a hundred, all over the tool, another title or another status within an hour or so. Gives the ids of their records. */
  readonly change: () => readonly string[];
  readonly close: () => Promise<void>;
}

const ONE_IN = 100;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const ANY_TOKEN = { token: 'any' };

function sampleOf({ scale }: Size) {
  return { seed: 1, endOn: '2026-01-05', scale } as const;
}

function deliveredSampleOf(size: Size): ReturnType<typeof sampleGitHub> {
  const { histories, deliveries } = sampleGitHub(sampleOf(size));
  const count = size.deliveries ?? Number.POSITIVE_INFINITY;
  return {
    histories,
    deliveries: deliveries.map((delivery) => ({
      ...delivery,
      pullRequests: delivery.pullRequests.slice(-count),
      commits: delivery.commits.slice(-count),
    })),
  };
}

/** Does something to one item in a hundred, from the middle of the first hundred on. */
function changeSome<Item>(
  items: readonly Item[],
  site: { readonly pass: (ms: number) => unknown },
  deeds: { readonly retitle: (item: Item) => string; readonly restate: (item: Item) => string },
): readonly string[] {
  site.pass(HOUR_MS);
  return items
    .filter((_item, place) => place % ONE_IN === ONE_IN >> 1)
    .map((item, place) => {
      site.pass(MINUTE_MS);
      return place % 2 === 0 ? deeds.retitle(item) : deeds.restate(item);
    });
}

const TITLE = 'Another title than before';
const STATUS = 'Parked';

async function startJira(secrets: LargeFake['secrets'], size: Size): Promise<LargeFake> {
  const fake = await startFakeJira({ issues: sampleJiraIssues(sampleOf(size)) });
  const { site } = fake;
  return {
    config: { site: fake.address, projects: [], customFields: [], incidentTypes: [] },
    secrets,
    items: site.issues.size,
    change: () =>
      changeSome(site.visible(), site, {
        retitle: ({ id }) => {
          site.setTitle(id, TITLE);
          return `issue:${id}`;
        },
        restate: ({ id }) => {
          site.setStatus(id, { id: '90001', name: STATUS, category: 'indeterminate' });
          return `issue:${id}`;
        },
      }),
    close: fake.close,
  };
}

async function startGitHub(size: Size): Promise<LargeFake> {
  const fake = await startFakeGitHub(deliveredSampleOf(size));
  const { site } = fake;
  const issues = [...site.repositories.values()].flatMap((repo) => repo.issues);
  return {
    config: {
      url: fake.address,
      repositories: [...site.repositories.keys()],
      projects: ['example/1'],
      incidentLabels: ['incident'],
    },
    secrets: ANY_TOKEN,
    items: issues.length,
    change: () =>
      changeSome(issues, site, {
        retitle: (issue) => {
          issue.rename(site.now(), TITLE);
          return `issue:${issue.id}`;
        },
        restate: (issue) => {
          // The place on the board is no status of what is closed.
          if (issue.closedAt === null) issue.move(site.now(), STATUS);
          else issue.reopen(site.now());
          return `issue:${issue.id}`;
        },
      }),
    close: fake.close,
  };
}

async function startGitLab(size: Size): Promise<LargeFake> {
  const fake = await startFakeGitLab(deliveredSampleOf(size));
  const { site } = fake;
  const issues = [...site.projects.values()].flatMap((project) => project.issues);
  const restate = (issue: FakeGitLabIssue): string => {
    if (issue.closedAt === null) setStatus(issue, site.pass(0), STATUS);
    else setClosed(issue, site.pass(0), false);
    return `issue:${issue.id}`;
  };
  return {
    config: { url: fake.address, projects: [...site.projects.keys()], statusLabels: STATUS_LABELS },
    secrets: ANY_TOKEN,
    items: issues.length,
    // It keeps no history of titles.
    change: () => changeSome(issues, site, { retitle: restate, restate }),
    close: fake.close,
  };
}

/** The service gives up to a thousand revisions at once where they are asked for. */
const FEED_PAGE = 1000;

async function startAzureDevOps(size: Size): Promise<LargeFake> {
  const fake = await startFakeAzureDevOps({ ...deliveredSampleOf(size), feedPage: FEED_PAGE });
  const { site } = fake;
  const items = site.visible(site.projects());
  return {
    config: {
      url: fake.address,
      projects: site.projects(),
      incidentTypes: ['Incident'],
      deploymentPipelines: [{ pipeline: 'Deploy * to production', environment: 'production' }],
    },
    secrets: ANY_TOKEN,
    items: items.length,
    change: () =>
      changeSome(items, site, {
        retitle: ({ id }) => {
          site.revise(id, { title: TITLE });
          return `item:${id}`;
        },
        restate: ({ id }) => {
          site.revise(id, { state: STATUS, reason: 'Waiting' });
          return `item:${id}`;
        },
      }),
    close: fake.close,
  };
}

async function startLinear(size: Size): Promise<LargeFake> {
  const fake = await startFakeLinear(deliveredSampleOf(size));
  const { site } = fake;
  return {
    config: { url: fake.address },
    secrets: ANY_TOKEN,
    items: site.issues.length,
    change: () =>
      changeSome(site.issues, site, {
        retitle: (issue) => {
          issue.setTitle(site.pass(0), TITLE);
          return `issue:${issue.id}`;
        },
        restate: (issue) => {
          issue.setState(site.pass(0), site.state(STATUS));
          return `issue:${issue.id}`;
        },
      }),
    close: fake.close,
  };
}

/** Every tool that Millrace reads by itself, a line each. */
export const largeCases: readonly LargeCase[] = [
  {
    source: sourceOf('jira-cloud'),
    start: (size) => startJira({ email: 'reader@example.invalid', ...ANY_TOKEN }, size),
  },
  { source: sourceOf('jira-data-center'), start: (size) => startJira(ANY_TOKEN, size) },
  { source: sourceOf('github'), start: startGitHub },
  { source: sourceOf('gitlab'), start: startGitLab },
  { source: sourceOf('azure-devops'), start: startAzureDevOps },
  { source: sourceOf('linear'), start: startLinear },
];
