import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import type { Mapped } from '../kit/live-source.ts';
import type { AzureDevOpsConfig } from './config.ts';
import { type KeptItem, type KeptIteration, keptThing } from './kept.ts';
import { categoriesOf, incidentOf, itemHistory, presentState } from './map-item.ts';
import { releaseDeployments } from './map-release.ts';
import { runDeployments } from './map-run.ts';

/** What a kept record says. */
export function mapAzureDevOps(payload: string, source: string, config: AzureDevOpsConfig): readonly Mapped[] {
  const thing = keptThing.parse(JSON.parse(payload));
  switch (thing.kind) {
    case 'item':
      return itemRecords(thing, source, config);
    case 'iteration':
      return [delivered(iterationRecord(thing))];
    case 'pull': {
      const { kind: _kind, id, ...pull } = thing;
      return [
        delivered({
          kind: 'pull-request',
          id: String(id),
          number: String(id),
          ...pull,
          additions: null,
          deletions: null,
        }),
      ];
    }
    case 'commit': {
      const { kind: _kind, ...commit } = thing;
      const id = `${commit.repo}@${commit.sha}`;
      return [delivered({ kind: 'change', id, ...commit, isMerge: commit.parents.length > 1, paths: null })];
    }
    case 'run':
      return runDeployments(thing, config).map(delivered);
    case 'release':
      return releaseDeployments(thing, config).map(delivered);
  }
}

function delivered(record: DeliveryRecord): Mapped {
  return { kind: 'delivery', record };
}

function itemRecords(item: KeptItem, source: string, { incidentTypes }: AzureDevOpsConfig): readonly Mapped[] {
  const { type } = presentState(item);
  const mapped: Mapped = {
    kind: 'item',
    history: itemHistory(item, source),
    categories: categoriesOf(item),
    types: type === null ? [] : [{ name: type, isSubtask: type === 'Task' }],
  };
  const incident = type !== null && incidentTypes.includes(type) ? incidentOf(item) : null;
  return incident === null ? [mapped] : [mapped, delivered(incident)];
}

function iterationRecord({ id, project, path, startAt, endAt }: KeptIteration): DeliveryRecord {
  return { kind: 'iteration', id, name: path, of: project, startAt, endAt, completedAt: null };
}
