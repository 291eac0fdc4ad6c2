import { azureDevOpsCase } from './azure-devops/contract.test-data.ts';
import type { ContractCase } from './contract.test-data.ts';
import { gitHubCase } from './github/contract.test-data.ts';
import { gitLabCase } from './gitlab/contract.test-data.ts';
import { jiraCloudCase } from './jira-cloud/contract.test-data.ts';
import { jiraDataCenterCase } from './jira-data-center/contract.test-data.ts';
import { linearCase } from './linear/contract.test-data.ts';

/** The connectors that the contract is held against, a line each. */
export const contractCases: readonly ContractCase[] = [
  jiraCloudCase,
  jiraDataCenterCase,
  gitHubCase,
  gitLabCase,
  azureDevOpsCase,
  linearCase,
];
