import { z } from 'zod';

/** What both kinds of Jira are asked for. */
export interface JiraScope {
  /** Keys of projects; empty: all that the credentials may see. */
  readonly projects: readonly string[];
  /** Further fields, by name or id. Fields that hold people are never read. */
  readonly customFields: readonly string[];
  /** Types of issue that tell of something that broke for customers. */
  readonly incidentTypes: readonly string[];
}

const words = z.array(z.string().trim().min(1)).readonly().default([]);

/** The parts of a configuration that both kinds of Jira have. */
export const scopeShape = {
  projects: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[A-Za-z][A-Za-z0-9_]*$|^\d+$/, 'a project is named by its key, e.g. WEB, or its numeric id'),
    )
    .readonly()
    .default([]),
  customFields: words,
  incidentTypes: words,
};

/** An address of a server, without its last slash. */
export const serverAddress = z
  .url({ protocol: /^https?$/, error: 'write the address as https://HOST' })
  .transform((text) => text.replace(/\/+$/, ''));
