import { z } from 'zod';
import type { SetUpField } from '../kit/live-source.ts';

/** As long as nothing is chosen yet: enough to sign in and to look for projects. */
export const gitLabBegun = z.strictObject({
  /** `https://gitlab.com`, or the address of a server of one's own. */
  url: z.url({ protocol: /^https?$/ }).default('https://gitlab.com'),
  /** Full paths, e.g. `acme/shop/checkout`. */
  projects: z.array(z.string().regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'write a project as group/name')).default([]),
  /** Full paths of groups: all their projects, those of groups below them too. */
  groups: z.array(z.string().regex(/^[\w.-]+(?:\/[\w.-]+)*$/, 'write a group by its full path')).default([]),
  /** Scoped labels that say the status, e.g. `workflow::`; an open issue has the status behind it. */
  statusLabels: z.string().min(1).optional(),
  /** Issues with one of these labels are incidents, beside those of the type incident. */
  incidentLabels: z.array(z.string().min(1)).default([]),
  /** Environments that are production, whatever they are called; `*` stands for anything. */
  productionEnvironments: z.array(z.string().min(1)).default([]),
  /** Jobs that deploy, where GitLab is told of no deployments. */
  deploymentJobs: z
    .array(z.strictObject({ job: z.string().min(1), environment: z.string().min(1).default('production') }))
    .default([]),
});

export const gitLabConfig = gitLabBegun.refine((config) => config.projects.length + config.groups.length > 0, {
  message: 'name at least one project (group/name), or a group',
});

export type GitLabConfig = z.infer<typeof gitLabConfig>;

export const gitLabFields: readonly SetUpField[] = [
  {
    key: 'url',
    label: 'Address',
    help: 'Leave it empty for gitlab.com; for a server of your own its address.',
    isOptional: true,
    example: 'https://gitlab.example.com',
  },
  {
    key: 'projects',
    label: 'Projects',
    help: 'The projects to read, by their full path.',
    isOptional: true,
    example: 'acme/checkout',
  },
  {
    key: 'groups',
    label: 'Groups',
    help: 'In place of projects: reads all that the token may see in a group and the groups below it.',
    isOptional: true,
    example: 'acme/shop',
  },
  {
    key: 'statusLabels',
    label: 'Status labels',
    help: 'Beginning of the scoped labels that say the status; without them an issue is opened or closed.',
    isOptional: true,
    example: 'workflow::',
  },
  {
    key: 'incidentLabels',
    label: 'Incident labels',
    help: 'Issues with one of these labels are incidents, beside those of the type incident.',
    isOptional: true,
    example: 'incident',
  },
  {
    key: 'productionEnvironments',
    label: 'Production environments',
    help: 'Names of environments that are production; their deployments are kept under the name production.',
    isOptional: true,
    example: 'prod-*',
  },
  {
    key: 'deploymentJobs',
    label: 'Jobs that deploy',
    help: 'Where GitLab is told of no deployments: names of jobs whose end is a deployment.',
    isOptional: true,
    example: 'deploy-*',
  },
];
