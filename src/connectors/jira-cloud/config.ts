import { z } from 'zod';
import { scopeShape, serverAddress } from '../jira/live/config.ts';

export const jiraCloudConfig = z.object({
  /** Where people open Jira, e.g. `https://example.atlassian.net`. */
  site: serverAddress,
  /** Of a token with scopes: then Atlassian wants to be asked at its own address. */
  cloudId: z
    .string()
    .trim()
    .regex(/^[0-9a-f-]{36}$/i, 'a cloud id looks like 1a2b3c4d-0000-0000-0000-000000000000')
    .optional(),
  ...scopeShape,
});

export type JiraCloudConfig = z.infer<typeof jiraCloudConfig>;
