import { foldWord } from '../stream/words.ts';
import type { Application } from './applications.ts';
import { type CommitGraph, commitGraph } from './commit-graph.ts';
import { joinApplication } from './join-application.ts';
import type { ApplicationDelivery } from './joined.ts';
import { placeDeployments, placeIncidents, type Unplaced } from './place-records.ts';
import { openBook } from './record-book.ts';
import type { DeliveryRecord } from './records.ts';

export interface JoinOptions {
  /** Moment up to which anything is known; later events do not exist yet. Default: everything is known. */
  readonly asOf?: number;
  /** Whether a source of incidents is connected, so that none means none. Default: whether any incident is known. */
  readonly areIncidentsKnown?: boolean;
}

export interface Delivery {
  /** In the order of the document. */
  readonly applications: readonly ApplicationDelivery[];
  /** What belongs to no application, and why; nothing of it is in any number. */
  readonly unplaced: readonly Unplaced[];
  readonly asOf: number;
}

/**
 * Ties changes, pull requests, deployments and incidents to each other, for each application by itself. The order of the records does
 * not matter, repetitions do no harm, and a later deployment changes nothing that was delivered earlier.
 * Work: near linear in records times applications that share a repository. Source: methods.md 4; issue 4 section 3.
 */
export function joinDelivery(
  records: Iterable<DeliveryRecord>,
  applications: readonly Application[],
  options: JoinOptions = {},
): Delivery {
  const asOf = options.asOf ?? Number.POSITIVE_INFINITY;
  const book = openBook(records, asOf);
  const graphs = new Map<string, CommitGraph>();
  for (const repo of new Set(applications.flatMap((application) => application.repos))) {
    graphs.set(repo, commitGraph(repo, book.changes.get(repo) ?? []));
  }
  const deployments = placeDeployments(book.deployments, applications);
  const incidents = placeIncidents(
    book.incidents,
    applications,
    deployments,
    new Set(book.deployments.map(({ id }) => id)),
  );
  const areIncidentsKnown = options.areIncidentsKnown ?? book.incidents.length > 0;
  return {
    applications: applications.map((application, place) =>
      joinApplication({
        application,
        graphs: application.repos.flatMap((repo) => graphs.get(repo) ?? []),
        deployments: deployments.production[place] ?? [],
        pullRequests: book.pullRequests.filter(({ repo }) => application.hasRepo(repo)),
        releases: book.releases.filter(({ repo }) => application.hasRepo(repo)),
        incidents: incidents.of[place] ?? [],
        areIncidentsKnown,
        otherEnvironments: [...(deployments.otherEnvironments[place] ?? [])].sort(),
      }),
    ),
    unplaced: [...deployments.unplaced, ...incidents.unplaced],
    asOf,
  };
}

/** The joined application of a name, compared as in documents; undefined for a name that none has. */
export function applicationIn(delivery: Delivery, name: string): ApplicationDelivery | undefined {
  const wanted = foldWord(name);
  return delivery.applications.find(({ application }) => foldWord(application.name) === wanted);
}
