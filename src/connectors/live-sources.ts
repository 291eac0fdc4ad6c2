import { azureDevOps } from './azure-devops/index.ts';
import { gitHub } from './github/index.ts';
import { gitLab } from './gitlab/index.ts';
import { jiraCloud } from './jira-cloud/index.ts';
import { jiraDataCenter } from './jira-data-center/index.ts';
import type { LiveSource } from './kit/live-source.ts';
import { linear } from './linear/index.ts';

/** The tools that Millrace reads by itself, a line each. */
export const liveSources: readonly LiveSource[] = [
  untyped(jiraCloud),
  untyped(jiraDataCenter),
  untyped(gitHub),
  untyped(gitLab),
  untyped(azureDevOps),
  untyped(linear),
];

/** null: no tool of this id is known. */
export function liveSourceOf(id: string): LiveSource | null {
  return liveSources.find((source) => source.id === id) ?? null;
}

/** A source whose configuration is checked wherever it is given: what is kept in the store may be older than the source. */
function untyped<Config>(source: LiveSource<Config>): LiveSource {
  const read = (config: unknown): Config => source.config.parse(config);
  const readBegun = (config: unknown): Config => (source.begun ?? source.config).parse(config);
  return {
    ...source,
    connect: (config, secrets) => source.connect(readBegun(config), secrets),
    test: (config, http) => source.test(readBegun(config), http),
    findProjects: (config, http, words) => source.findProjects(readBegun(config), http, words),
    collect: (request) => source.collect({ ...request, config: read(request.config) }),
    estimate: (config, http) => source.estimate(read(config), http),
    map: (payload, name, config) => source.map(payload, name, read(config)),
  };
}
