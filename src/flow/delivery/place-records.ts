import type { Application } from './applications.ts';
import type { DeploymentRecord, IncidentRecord } from './records.ts';

/** A deployment or incident in no number, and why; the reasons are explained in docs/delivery.md. */
export interface Unplaced {
  readonly id: string;
  readonly kind: 'deployment' | 'incident';
  readonly reason: 'application-unknown' | 'not-production';
}

export interface PlacedDeployments {
  /** Deployments to production of each application, by its place. */
  readonly production: readonly (readonly DeploymentRecord[])[];
  /** Environments of each application's other deployments. */
  readonly otherEnvironments: readonly ReadonlySet<string>[];
  readonly unplaced: readonly Unplaced[];
}

/**
 * Deployments to the applications that they deliver: the one that they name, else all of their repository. One that names an application
 * of another name belongs to none, since a repository may hold more than the document says. Source: methods.md 4.
 */
export function placeDeployments(
  deployments: readonly DeploymentRecord[],
  applications: readonly Application[],
): PlacedDeployments {
  const production = applications.map((): DeploymentRecord[] => []);
  const otherEnvironments = applications.map(() => new Set<string>());
  const unplaced: Unplaced[] = [];
  for (const record of deployments) {
    const places = placesOf(record, applications);
    if (places.length === 0) unplaced.push({ id: record.id, kind: 'deployment', reason: 'application-unknown' });
    for (const place of places) {
      if (applications[place]?.isProduction(record.environment) === true) production[place]?.push(record);
      else otherEnvironments[place]?.add(record.environment);
    }
  }
  return { production, otherEnvironments, unplaced };
}

function placesOf(
  { application: name, repo }: Pick<DeploymentRecord, 'application' | 'repo'>,
  applications: readonly Application[],
): readonly number[] {
  const means = (application: Application): boolean =>
    name === null ? repo !== null && application.hasRepo(repo) : application.isCalled(name);
  return applications.flatMap((application, place) => (means(application) ? place : []));
}

export interface PlacedIncidents {
  readonly of: readonly (readonly IncidentRecord[])[];
  readonly unplaced: readonly Unplaced[];
}

/**
 * Incidents to applications: by the deployments that they name, else by the application, else by the repository. One that names
 * deployments of other environments alone is none of production. Source: methods.md 4.3.
 */
export function placeIncidents(
  incidents: readonly IncidentRecord[],
  applications: readonly Application[],
  { production }: PlacedDeployments,
  known: ReadonlySet<string>,
): PlacedIncidents {
  const owners = new Map<string, Set<number>>();
  for (const [place, records] of production.entries()) {
    for (const { id, url } of records) {
      for (const name of url === null ? [id] : [id, url])
        owners.set(name, (owners.get(name) ?? new Set<number>()).add(place));
    }
  }
  const of = applications.map((): IncidentRecord[] => []);
  const unplaced: Unplaced[] = [];
  for (const record of incidents) {
    const linked = new Set(record.deployments.flatMap((name) => [...(owners.get(name) ?? [])]));
    const isElsewhere = linked.size === 0 && record.deployments.some((name) => known.has(name));
    const places = isElsewhere ? [] : linked.size > 0 ? [...linked] : placesOf(record, applications);
    if (places.length === 0) {
      unplaced.push({
        id: record.id,
        kind: 'incident',
        reason: isElsewhere ? 'not-production' : 'application-unknown',
      });
    }
    for (const place of places) of[place]?.push(record);
  }
  return { of, unplaced };
}
