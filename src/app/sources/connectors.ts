import type { ConnectorAnswer } from '../../api/sources.ts';
import { liveSources, type SetUpField } from '../../connectors/index.ts';

/** The tools that Millrace reads by itself, as the set-up shows them. */
export function listConnectors(): ConnectorAnswer[] {
  return liveSources.map(({ id, name, brings, fields, secrets, permissions, perSecond }) => ({
    id,
    name,
    brings: [...brings],
    fields: fields.map(fieldAnswer),
    secrets: secrets.map(fieldAnswer),
    permissions: [...permissions],
    perSecond,
  }));
}

function fieldAnswer({ key, label, help, isOptional = false, example }: SetUpField) {
  return { key, label, help, isOptional, example: example ?? null };
}
