import type { ApplicationDelivery, JoinedIncident, ProductionDeployment } from './joined.ts';

const known = new WeakMap<ApplicationDelivery, ReadonlyMap<ProductionDeployment, readonly JoinedIncident[]>>();

/** Deployments that needed immediate repair, each once, with the incidents that say so. Source: methods.md 4.3. */
export function failedDeployments(
  application: ApplicationDelivery,
): ReadonlyMap<ProductionDeployment, readonly JoinedIncident[]> {
  const before = known.get(application);
  if (before !== undefined) return before;
  const found = new Map<ProductionDeployment, JoinedIncident[]>();
  for (const incident of application.incidents) {
    for (const deployment of incident.failed) {
      const incidents = found.get(deployment);
      if (incidents === undefined) found.set(deployment, [incident]);
      else incidents.push(incident);
    }
  }
  known.set(application, found);
  return found;
}

/** Whether only its time ties a deployment to incidents. Source: methods.md 4.3. */
export function isInferred(incidents: readonly JoinedIncident[]): boolean {
  return incidents.every(({ rule }) => rule === 'latest');
}

/** What cannot be said of failures where no source tells of incidents: "not configured" is not "none". Source: methods.md 0. */
export const NO_INCIDENTS =
  'No incident is known, of any application: connect a source of incidents. Deployments without incidents cannot be told from ones of which nobody told.';
