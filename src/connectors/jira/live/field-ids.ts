import { idIn, type JsonRecord, recordIn, textIn } from '../../kit/json-shape.ts';
import { holdsPeople } from '../../kit/people-fields.ts';
import { listOf } from './answers.ts';
import type { JiraApi } from './api.ts';

/** The ids that a site gave to the fields that are read beside Jira's own. */
export interface FieldIds {
  readonly sprint: string | null;
  /** Id → name as it is read, `Sprint`, `Epic Link` and `Flagged` among them, whatever language the site speaks. */
  readonly names: Readonly<Record<string, string>>;
}

export interface FieldsFound {
  readonly ids: FieldIds;
  readonly notices: readonly string[];
}

/** Jira's own fields that the mapper reads, and what orders the pages. */
export const OWN_FIELDS = [
  'summary',
  'created',
  'updated',
  'status',
  'issuetype',
  'resolution',
  'project',
  'parent',
  'labels',
  'components',
  'issuelinks',
] as const;

const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';
const EPIC_LINK = 'com.pyxis.greenhopper.jira:gh-epic-link';

/** Looks the ids of further fields up. Fields of people are not read, whatever they are called: the site says which they are. */
export async function fieldIds(api: JiraApi, asked: readonly string[]): Promise<FieldsFound> {
  const fields = listOf(await api.http.ask({ path: `${api.root}/field` }), 'fields');
  const names: Record<string, string> = {};
  const notices: string[] = [];
  const found = new Set<string>();
  let sprint: string | null = null;
  for (const field of fields) {
    const id = idIn(field, 'id');
    const name = textIn(field, 'name');
    if (id === null || name === null) continue;
    const custom = textIn(recordIn(field, 'schema') ?? {}, 'custom');
    const own = textIn(field, 'untranslatedName') ?? name;
    if (custom === SPRINT) {
      sprint ??= id;
      if (sprint === id) names[id] = 'Sprint';
    } else if (custom === EPIC_LINK) names[id] = 'Epic Link';
    else if (own === 'Flagged') names[id] = 'Flagged';
    const wanted = asked.find((one) => one === id || one === name || one === own);
    if (wanted === undefined) continue;
    found.add(wanted);
    if (holdsPeople(name) || holdsPeople(own) || holdsPeople(id) || isOfPeople(field)) {
      notices.push(`the field "${wanted}" holds people or their words and is not read`);
      delete names[id];
    } else names[id] ??= wanted;
  }
  for (const name of asked.filter((one) => !found.has(one))) {
    if (holdsPeople(name)) notices.push(`the field "${name}" holds people or their words and is not read`);
    else {
      // The change log knows names that are no fields, or were; Jira passes over them where fields are asked for.
      names[name] = name;
      notices.push(`no field is called "${name}" here; only changes under that name are read`);
    }
  }
  return { ids: { sprint, names }, notices };
}

function isOfPeople(field: JsonRecord): boolean {
  const schema = recordIn(field, 'schema') ?? {};
  return [textIn(schema, 'type'), textIn(schema, 'items')].some(
    (type) => type === 'user' || type === 'sd-approvals' || type === 'comments-page',
  );
}

/** Further names that the mapper is asked for: what is known of sprints, and of the fields asked for those that may be read. */
export function wantedNames(ids: FieldIds): readonly string[] {
  const names = new Set(Object.values(ids.names));
  names.delete('Epic Link');
  names.delete('Flagged');
  return ids.sprint === null ? [...names] : [...names, SPRINT_ID];
}

/** Beside the names of sprints, which people change and use twice, their ids. */
export const SPRINT_ID = 'Sprint id';
