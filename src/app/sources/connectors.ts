import { z } from 'zod';
import type { ConnectorAnswer, SetUpFieldAnswer } from '../../api/sources.ts';
import { type LiveSource, liveSources, type SetUpField } from '../../connectors/index.ts';

/** The tools that Millrace reads by itself, as the set-up shows them. */
export function listConnectors(): ConnectorAnswer[] {
  return liveSources.map((source) => {
    const { id, name, brings, fields, secrets, permissions, perSecond } = source;
    const formOf = formsOf(source);
    return {
      id,
      name,
      brings: [...brings],
      fields: fields.map((field) => ({ ...fieldAnswer(field), ...formOf(field.key) })),
      secrets: secrets.map((field) => ({
        ...fieldAnswer(field),
        form: field.isShown === true ? 'text' : 'secret',
        itemKey: null,
      })),
      permissions: [...permissions],
      perSecond,
    };
  });
}

type FieldForm = Pick<SetUpFieldAnswer, 'form' | 'itemKey'>;

function fieldAnswer({ key, label, help, isOptional = false, example }: SetUpField) {
  return { key, label, help, isOptional, example: example ?? null };
}

const propertySchema = z.object({
  type: z.string().optional(),
  items: z.object({ type: z.string().optional(), required: z.array(z.string()).optional() }).optional(),
});
const settingsSchema = z.object({ properties: z.record(z.string(), propertySchema).default({}) });

/** How each setting is written, read from what the connector accepts: said in one place only. */
function formsOf({ config }: LiveSource): (key: string) => FieldForm {
  const read = settingsSchema.safeParse(z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }));
  return (key) => {
    const property = read.success ? read.data.properties[key] : undefined;
    switch (property?.type) {
      case 'array':
        return {
          form: 'list',
          itemKey: property.items?.type === 'object' ? (property.items.required?.[0] ?? null) : null,
        };
      case 'number':
      case 'integer':
        return { form: 'number', itemKey: null };
      case 'boolean':
        return { form: 'yes-no', itemKey: null };
      default:
        return { form: 'text', itemKey: null };
    }
  };
}
