import { pathOf } from './client.ts';
import type { AzureDevOpsConfig } from './config.ts';

/**
 * Where classic releases are asked for: Azure DevOps Services keep them on a second host of their own, named by rule from the first and never
 * by an answer. null: the same server.
 */
export function releaseOriginOf({ url }: Pick<AzureDevOpsConfig, 'url'>): string | null {
  const { protocol, host } = new URL(url);
  if (host === 'dev.azure.com') return `${protocol}//vsrm.dev.azure.com`;
  const organisation = /^([a-z\d-]+)\.visualstudio\.com$/.exec(host)?.[1];
  return organisation === undefined ? null : `${protocol}//${organisation}.vsrm.visualstudio.com`;
}

/** A place of the release part of the API within a project. */
export function releasePathOf(config: Pick<AzureDevOpsConfig, 'url'>, project: string, rest: string): string {
  const origin = releaseOriginOf(config);
  const path = pathOf(project, `release/${rest}`);
  return origin === null ? path : `${origin}${new URL(config.url).pathname.replace(/\/+$/, '')}${path}`;
}
