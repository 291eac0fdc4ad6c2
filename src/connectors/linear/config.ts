import { z } from 'zod';
import type { SetUpField } from '../kit/live-source.ts';

export const linearConfig = z.strictObject({
  /** Linear has one address; another one is for proxies that stand before it. */
  url: z
    .url({ protocol: /^https?$/, error: 'write the address as https://HOST' })
    .transform((text) => text.replace(/\/+$/, ''))
    .default('https://api.linear.app'),
  /** Keys of teams; empty: all that the credentials may see. */
  teams: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[A-Za-z][A-Za-z0-9]*$/, 'a team is named by its key, e.g. ENG'),
    )
    .readonly()
    .default([]),
});

export type LinearConfig = z.infer<typeof linearConfig>;

export const linearFields: readonly SetUpField[] = [
  {
    key: 'teams',
    label: 'Teams',
    help: 'Keys of the teams to read, with commas between; leave it empty for all that the key may see.',
    example: 'ENG, OPS',
    isOptional: true,
  },
  {
    key: 'url',
    label: 'Address',
    help: 'Leave it empty, unless Linear is reached through another address.',
    isOptional: true,
  },
];

/** What is asked for, as text: when it changes, everything is fetched again. */
export function scopeText({ teams }: LinearConfig): string {
  return JSON.stringify(teams.map((key) => key.toUpperCase()).toSorted());
}

/** The filter on teams, for a query; empty where all are wanted. */
export function teamFilter({ teams }: LinearConfig): {
  readonly team?: { readonly key: { readonly in: readonly string[] } };
} {
  return teams.length === 0 ? {} : { team: { key: { in: teams.map((key) => key.toUpperCase()) } } };
}

/** A personal key is sent as it is, a token of OAuth as a bearer's. */
export function authorizationOf(token: string): string {
  return token.startsWith('lin_api_') ? token : `Bearer ${token}`;
}
