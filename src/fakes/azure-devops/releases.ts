import type { SampleDelivery } from '../../sample/delivery/records.ts';
import type { AzureDevOpsSite, FakeRepository } from './site.ts';

/** How a deployment of a release ended, or that it has not. */
export type FakeOutcome = 'succeeded' | 'failed' | 'refused' | 'cancelled' | 'running' | 'waiting';

/** What the release says that it brings. */
export type FakeArtifacts = 'build' | 'old build' | 'code' | 'build and code elsewhere' | 'package';

/** A deployment of a classic release to a stage. */
export interface FakeDeployment {
  /** Each project counts its own. */
  readonly id: number;
  readonly repo: FakeRepository;
  readonly stage: string;
  readonly sha: string | null;
  readonly artifacts: FakeArtifacts;
  readonly outcome: FakeOutcome;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly modifiedAt: number;
}

/** Of the commit that some releases bring from a repository elsewhere. */
export const ELSEWHERE = { repo: 'example/shared', sha: 'e'.repeat(40) } as const;

const ARTIFACTS = ['build', 'code', 'old build', 'build and code elsewhere', 'package'] as const;

/** The classic releases of the fake organisation: everything that pipelines deploy goes out by them too. */
export class FakeReleases {
  readonly #site: AzureDevOpsSite;
  readonly #deployments: FakeDeployment[] = [];
  readonly #latest = new Map<string, number>();

  constructor(site: AzureDevOpsSite, deliveries: readonly SampleDelivery[]) {
    this.#site = site;
    for (const { application, deployments } of deliveries) {
      const repo = site.repository(application.name);
      const last = deployments.findLastIndex(({ environment }) => environment === 'production');
      for (const [place, one] of deployments.entries()) {
        const outcome = place === last ? 'running' : place === last - 2 ? 'waiting' : outcomeOf(one.status, place);
        const isOpen = outcome === 'running' || outcome === 'waiting';
        const finishedAt = isOpen ? null : (one.finishedAt ?? one.createdAt);
        this.#deployments.push({
          id: this.#nextId(repo),
          repo,
          stage: one.environment === 'production' ? 'Live' : 'Staging',
          sha: one.sha,
          artifacts: ARTIFACTS[place % ARTIFACTS.length] ?? 'package',
          outcome,
          startedAt: one.createdAt,
          finishedAt,
          modifiedAt: finishedAt ?? one.createdAt,
        });
      }
    }
  }

  /** Those of a project, in the order in which they were begun. */
  of(project: string): readonly FakeDeployment[] {
    return this.#deployments.filter(({ repo }) => repo.project === project);
  }

  /** Begins to put the newest commit live; gives its id. */
  begin(name: string): number {
    const repo = this.#site.repository(name);
    const startedAt = this.#site.pass(600_000);
    const id = this.#nextId(repo);
    const sha = repo.commits[repo.commits.length - 1]?.sha ?? null;
    const open = { outcome: 'running', finishedAt: null, modifiedAt: startedAt } as const;
    this.#deployments.push({ id, repo, stage: 'Live', artifacts: 'build', sha, startedAt, ...open });
    return id;
  }

  /** Puts the newest commit live; gives its id. */
  deploy(name: string): number {
    this.begin(name);
    return this.finish(this.#site.repository(name).project);
  }

  /** What was begun last ends well; gives its id. `isTold`: the server says that it changed. */
  finish(project: string, isTold = true): number {
    const place = this.#deployments.findLastIndex(
      ({ repo, outcome }) => repo.project === project && outcome === 'running',
    );
    const running = this.#deployments[place];
    if (running === undefined) throw new Error(`the fake deploys nothing of ${project} at present`);
    const finishedAt = this.#site.pass(60_000);
    const modifiedAt = isTold ? finishedAt : running.modifiedAt;
    this.#deployments[place] = { ...running, outcome: 'succeeded', finishedAt, modifiedAt };
    return running.id;
  }

  #nextId({ project }: FakeRepository): number {
    const id = (this.#latest.get(project) ?? 0) + 1;
    this.#latest.set(project, id);
    return id;
  }
}

function outcomeOf(status: string, place: number): FakeOutcome {
  if (place % 11 === 5) return 'refused';
  if (place % 13 === 7) return 'cancelled';
  return status === 'failed' ? 'failed' : 'succeeded';
}
