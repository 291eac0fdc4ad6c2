import type { Http } from '../../kit/http.ts';
import type { LiveSource } from '../../kit/live-source.ts';
import type { JiraApi } from './api.ts';
import { checkConnection } from './check-connection.ts';
import { collectChanges } from './collect-changes.ts';
import type { JiraScope } from './config.ts';
import { mapRecord } from './map-record.ts';
import { conditionOf } from './scope.ts';
import { sweep } from './sweep.ts';

/** What both kinds of Jira share; `apiOf` makes the difference. */
export function jiraSource<Config extends JiraScope>(
  own: Pick<
    LiveSource<Config>,
    'id' | 'name' | 'config' | 'fields' | 'secrets' | 'permissions' | 'connect' | 'perSecond'
  >,
  apiOf: (config: Config, http: Http) => JiraApi,
): LiveSource<Config> {
  return {
    ...own,
    brings: ['work', 'iterations', 'incidents'],
    test: (config, http) => checkConnection(apiOf(config, http), config),
    findProjects: async (config, http, words) =>
      (await apiOf(config, http).findProjects(words.trim()))
        .slice(0, 50)
        .map(({ key, name }) => ({ id: key, name: name === key ? key : `${name} (${key})` })),
    collect: ({ config, http, cursor, mode, known, clock }) => {
      const run = { api: apiOf(config, http), scope: config, clock };
      return mode === 'sweep' ? sweep(run, cursor, known ?? nothingKnown) : collectChanges(run, cursor);
    },
    estimate: (config, http) => apiOf(config, http).count(conditionOf(config.projects)),
    map: (payload, source, config) => mapRecord(payload, source, config),
  };
}

async function* nothingKnown(): AsyncGenerator<string> {
  // Nothing is kept yet.
}

/** Fields of the set-up form that both kinds share. */
export const scopeFields = [
  {
    key: 'projects',
    label: 'Projects',
    help: 'The projects to read, by key; leave it empty for all that the account may see.',
    example: 'WEB, SHOP',
    isOptional: true,
  },
  {
    key: 'customFields',
    label: 'Further fields',
    help: 'Names or ids of further fields that a stream’s rules read; fields that hold people are never read.',
    example: 'Severity, customfield_10042',
    isOptional: true,
  },
  {
    key: 'incidentTypes',
    label: 'Types of incidents',
    help: 'Types of issue that tell of something that broke for customers.',
    example: 'Incident',
    isOptional: true,
  },
] as const;
