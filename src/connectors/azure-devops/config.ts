import { z } from 'zod';
import type { SetUpField } from '../kit/live-source.ts';
import { holdsPeople } from '../kit/people-fields.ts';

const words = z.array(z.string().trim().min(1)).readonly().default([]);

/** Runs of a pipeline that deploy. `*` stands for anything. */
const deployingPipeline = z.strictObject({
  pipeline: z.string().trim().min(1),
  /** Only this stage of it: its end is the deployment's. */
  stage: z.string().trim().min(1).optional(),
  environment: z.string().trim().min(1).default('production'),
});

/** Classic release pipelines that deploy. `*` stands for anything. */
const releasingPipeline = z.strictObject({
  pipeline: z.string().trim().min(1),
  /** Only this stage of it; left out: each. */
  stage: z.string().trim().min(1).optional(),
  /** `production` where a stage is named, else the stage's own name. */
  environment: z.string().trim().min(1).optional(),
});

/** Further fields by reference name; those that hold people are refused. */
const furtherField = z
  .string()
  .trim()
  .regex(/^[\w-]+(?:\.[\w-]+)+$/, 'a field is named by its reference name, e.g. Microsoft.VSTS.CMMI.Blocked')
  .refine((name) => !isOfPeople(name), 'this field holds people or what they wrote, and is never read');

export const azureDevOpsConfig = z.strictObject({
  /** `https://dev.azure.com/ORG`, or `https://SERVER/tfs/COLLECTION` of a server. */
  url: z
    .url({ protocol: /^https?$/, error: 'write the address as https://dev.azure.com/ORGANISATION' })
    .transform((text) => text.replace(/\/+$/, '')),
  /** Names of projects; empty: all that the token may see. */
  projects: words,
  /** Names of repositories, in which `*` stands for anything; empty: all of the projects. */
  repositories: words,
  /** Types of work item that tell of something that broke for customers. */
  incidentTypes: words,
  furtherFields: z.array(furtherField).readonly().default([]),
  deploymentPipelines: z.array(deployingPipeline).readonly().default([]),
  releasePipelines: z.array(releasingPipeline).readonly().default([]),
  /** Version of the API; 6.0 is known to Azure DevOps Services and to Server 2020 and later. */
  apiVersion: z
    .string()
    .regex(/^\d\.\d(?:-preview(?:\.\d)?)?$/)
    .default('6.0'),
});

export type AzureDevOpsConfig = z.infer<typeof azureDevOpsConfig>;

export const azureDevOpsFields: readonly SetUpField[] = [
  {
    key: 'url',
    label: 'Address',
    help: 'Of the organisation, or of the collection of a server.',
    example: 'https://dev.azure.com/example',
  },
  {
    key: 'projects',
    label: 'Projects',
    help: 'Names of the projects to read, with commas between; leave it empty for all that the token may see.',
    example: 'Shop, Warehouse',
    isOptional: true,
  },
  {
    key: 'repositories',
    label: 'Repositories',
    help: 'Names of the repositories to read, * stands for anything; leave it empty for all of the projects.',
    example: 'shop-*',
    isOptional: true,
  },
  {
    key: 'incidentTypes',
    label: 'Types of incidents',
    help: 'Types of work item that tell of something that broke for customers.',
    example: 'Incident',
    isOptional: true,
  },
  {
    key: 'furtherFields',
    label: 'Further fields',
    help: 'Reference names of further fields that a stream’s rules read; fields that hold people are refused.',
    example: 'Microsoft.VSTS.CMMI.Blocked',
    isOptional: true,
  },
  {
    key: 'deploymentPipelines',
    label: 'Pipelines that deploy',
    help: 'Pipelines, by name, whose runs (or one stage of them) put the software in production.',
    example: 'Deploy shop',
    isOptional: true,
  },
  {
    key: 'releasePipelines',
    label: 'Classic releases that deploy',
    help: 'Classic release pipelines, by name; each of their stages is an environment of its name, unless one stage is named.',
    example: 'Shop releases',
    isOptional: true,
  },
  {
    key: 'apiVersion',
    label: 'Version of the API',
    help: 'Leave it empty for 6.0, unless a server wants another.',
    example: '7.1',
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

const WRITTEN = /^(?:history|description|reprosteps|systeminfo|acceptancecriteria|personid|authorizedas)$/i;

function isOfPeople(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const spaced = last.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return (
    last.endsWith('By') ||
    WRITTEN.test(last) ||
    holdsPeople(spaced) ||
    /\b(?:Owner|Assigned To|Reviewer)\b/.test(spaced)
  );
}
