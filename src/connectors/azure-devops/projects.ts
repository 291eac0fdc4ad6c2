import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import type { ProjectFound } from '../kit/live-source.ts';
import { type AzureDevOps, openAzureDevOps } from './client.ts';
import type { AzureDevOpsConfig } from './config.ts';

const projectsShape = z.object({ value: z.array(z.object({ id: z.string(), name: z.string() })) });
const AT_ONCE = 200;
const MOST = 50;

/** Names of the projects that are read: those of the configuration, or all that the token may see. */
export async function projectNames(api: AzureDevOps, { projects }: AzureDevOpsConfig): Promise<readonly string[]> {
  if (projects.length > 0) return projects;
  const names: string[] = [];
  for await (const page of pages(api)) names.push(...page.map(({ name }) => name));
  return names.toSorted();
}

/** Projects whose name holds all the words. */
export async function findProjects(
  config: AzureDevOpsConfig,
  http: Http,
  words: string,
): Promise<readonly ProjectFound[]> {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: ProjectFound[] = [];
  for await (const page of pages(openAzureDevOps(http, config))) {
    for (const { name } of page)
      if (wanted.every((word) => name.toLowerCase().includes(word))) found.push({ id: name, name });
    if (found.length >= MOST) break;
  }
  return found.slice(0, MOST);
}

async function* pages(api: AzureDevOps): AsyncGenerator<readonly { readonly name: string }[]> {
  for (let skip = 0; ; skip += AT_ONCE) {
    const { value } = await api.get(projectsShape, '/_apis/projects', { $top: AT_ONCE, $skip: skip });
    yield value;
    if (value.length < AT_ONCE) return;
  }
}
