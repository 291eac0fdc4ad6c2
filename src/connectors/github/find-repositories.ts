import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import type { ProjectFound } from '../kit/live-source.ts';
import { nextPage, openGitHub, parsed } from './client.ts';
import type { GitHubConfig } from './config.ts';
import { systemClock } from './system-clock.ts';

const shape = z.array(z.object({ full_name: z.string() }));
const MOST = 50;
const PAGES = 20;

/** Repositories that the token may see and whose name holds the words, those pushed to last first. */
export async function findRepositories(
  config: GitHubConfig,
  http: Http,
  words: string,
): Promise<readonly ProjectFound[]> {
  const github = openGitHub(http, config, systemClock);
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: ProjectFound[] = [];
  const list = config.organisation === undefined ? '/user/repos' : `/orgs/${config.organisation}/repos`;
  let path: string | null = `${list}?per_page=100&sort=pushed`;
  for (let page = 0; path !== null && page < PAGES && found.length < MOST; page += 1) {
    const answer = await github.get(path);
    for (const { full_name: name } of parsed(shape, answer.json, 'the list of repositories'))
      if (wanted.every((word) => name.toLowerCase().includes(word))) found.push({ id: name, name });
    path = nextPage(answer);
  }
  return found.slice(0, MOST);
}
