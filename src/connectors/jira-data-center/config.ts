import { z } from 'zod';
import { scopeShape, serverAddress } from '../jira/live/config.ts';

export const jiraDataCenterConfig = z.object({
  /** Where people open Jira, with its path where it has one, e.g. `https://jira.example.org/jira`. */
  site: serverAddress,
  ...scopeShape,
});

export type JiraDataCenterConfig = z.infer<typeof jiraDataCenterConfig>;
