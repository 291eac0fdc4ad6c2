import type { LiveSource } from '../kit/live-source.ts';
import { countIssues, findTeams, testLinear } from './ask-linear.ts';
import { collectLinear } from './collect.ts';
import { authorizationOf, type LinearConfig, linearConfig, linearFields } from './config.ts';
import { mapLinear } from './map.ts';

/** Linear: issues with their history, and cycles. */
export const linear: LiveSource<LinearConfig> = {
  id: 'linear',
  name: 'Linear',
  brings: ['work', 'iterations'],
  config: linearConfig,
  fields: linearFields,
  secrets: [
    {
      key: 'token',
      label: 'Key',
      help: 'A personal API key (lin_api_…) that may only read, made under Settings, Security & access; or a token of OAuth.',
    },
  ],
  permissions: [
    'Make a personal API key with the permission Read, and nothing else.',
    'Give it access to the teams to read; private teams only where its owner is a member.',
  ],
  connect: (config, secrets) => ({
    baseUrl: config.url,
    headers: { authorization: authorizationOf(secrets.token ?? '') },
  }),
  // 2,500 requests an hour are allowed to a key; what Linear says of its allowances is obeyed beside it.
  perSecond: 5,
  test: testLinear,
  findProjects: findTeams,
  collect: collectLinear,
  estimate: countIssues,
  map: mapLinear,
};
