import type { ContractCase } from '../contract.test-data.ts';
import { jiraContractFake } from '../jira/live/contract.test-data.ts';
import { sourceOf } from '../live-sources.test-data.ts';

export const jiraCloudCase: ContractCase = {
  source: sourceOf('jira-cloud'),
  start: (options) => jiraContractFake(options, 'jira-cloud'),
};
