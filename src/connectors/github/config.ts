import { z } from 'zod';
import type { SetUpField } from '../kit/live-source.ts';

const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'write a repository as owner/name');

/** Runs of a workflow that deploy, where nobody tells GitHub of deployments. `*` stands for anything. */
const deployingWorkflow = z.strictObject({
  /** Name of the workflow, or its file below .github/workflows. */
  workflow: z.string().min(1),
  /** Only this job of it, by name: its end is the deployment's. */
  job: z.string().min(1).optional(),
  environment: z.string().min(1).default('production'),
});

/** As long as nothing is chosen yet: enough to sign in and to look for repositories. */
export const gitHubBegun = z.strictObject({
  /** `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise server. */
  url: z.url({ protocol: /^https?$/ }).default('https://api.github.com'),
  repositories: z.array(repository).default([]),
  organisation: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional(),
  /** Boards (Projects) whose field Status is the status of an issue, as `owner/number`. */
  projects: z.array(z.string().regex(/^[\w.-]+\/\d+$/, 'write a project as owner/number')).default([]),
  incidentLabels: z.array(z.string().min(1)).default([]),
  /** Environments that are production, whatever they are called. */
  productionEnvironments: z.array(z.string().min(1)).default([]),
  deploymentWorkflows: z.array(deployingWorkflow).default([]),
  /** Reads which paths each commit touches: a request a commit. */
  readPaths: z.boolean().default(false),
});

export const gitHubConfig = gitHubBegun.refine(
  (config) => config.repositories.length > 0 || config.organisation !== undefined,
  {
    message: 'name at least one repository (owner/name), or an organisation',
  },
);

export type GitHubConfig = z.infer<typeof gitHubConfig>;

export const gitHubFields: readonly SetUpField[] = [
  {
    key: 'url',
    label: 'Address',
    help: 'Leave it empty for github.com; for an Enterprise server the address of its API.',
    isOptional: true,
    example: 'https://github.example.com/api/v3',
  },
  {
    key: 'repositories',
    label: 'Repositories',
    help: 'The repositories to read, each as owner/name.',
    isOptional: true,
    example: 'acme/checkout',
  },
  {
    key: 'organisation',
    label: 'Organisation',
    help: 'In place of repositories: reads all that the token may see, archived ones too.',
    isOptional: true,
    example: 'acme',
  },
  {
    key: 'projects',
    label: 'Boards',
    help: 'Projects of GitHub whose field Status is the status of an issue; without one an issue is open or closed.',
    isOptional: true,
    example: 'acme/3',
  },
  {
    key: 'incidentLabels',
    label: 'Incident labels',
    help: 'Issues with one of these labels are incidents too.',
    isOptional: true,
    example: 'incident',
  },
  {
    key: 'productionEnvironments',
    label: 'Production environments',
    help: 'Names of environments that are production; their deployments are kept under the name production.',
    isOptional: true,
    example: 'prod-eu',
  },
  {
    key: 'deploymentWorkflows',
    label: 'Workflows that deploy',
    help: 'Where GitHub is not told of deployments: workflows (and jobs) whose runs are deployments.',
    isOptional: true,
    example: 'deploy.yml',
  },
  {
    key: 'readPaths',
    label: 'Read paths of commits',
    help: 'For repositories of several applications: which paths each commit touches, at a request a commit.',
    isOptional: true,
  },
];

/** Whether a name is meant by a pattern, in which `*` stands for anything. Case does not matter. */
export function isMeant(pattern: string, name: string): boolean {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name.toLowerCase());
}
