import type { ContractCase } from '../contract.test-data.ts';
import { jiraContractFake } from '../jira/live/contract.test-data.ts';
import { sourceOf } from '../live-sources.test-data.ts';

export const jiraDataCenterCase: ContractCase = {
  source: sourceOf('jira-data-center'),
  start: (options) => jiraContractFake(options, 'jira-data-center'),
};
