import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Http, HttpClock } from '../kit/http.ts';
import type { ConnectionCheck, ProjectFound } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { openLinear } from './client.ts';
import type { LinearConfig } from './config.ts';
import { listAll } from './names.ts';
import { issueIdsQuery, teamCountsQuery, viewerQuery } from './queries.ts';

/** The clock of this machine, for questions outside of a run. */
const clock: HttpClock = { now: Date.now, wait: (ms) => sleep(ms) };
const MOST = 50;

const teamNode = z.object({ id: z.string(), key: z.string(), name: z.string(), issueCount: z.number().nullish() });
const anyList = z.object({ list: z.object({ nodes: z.array(z.unknown()) }) });

async function teamsSeen(http: Http): Promise<readonly z.infer<typeof teamNode>[]> {
  return listAll(openLinear(http, clock), teamCountsQuery, teamNode);
}

/** Whether the key is taken, sees the teams, and may read issues. */
export async function testLinear(config: LinearConfig, http: Http): Promise<readonly ConnectionCheck[]> {
  const linear = openLinear(http, clock);
  try {
    await linear.ask(viewerQuery, {}, z.object({ viewer: z.object({ id: z.string() }) }));
  } catch (error) {
    if (!(error instanceof SourceFailure) || error.isPassing) throw error;
    return [
      check('Sign in', false, 'The key is not taken; make a new one under Settings, Security & access, and save it.'),
    ];
  }
  const teams = await teamsSeen(http);
  const keys = new Set(teams.map(({ key }) => key.toUpperCase()));
  const missing = config.teams.filter((key) => !keys.has(key.toUpperCase()));
  return [
    check('Sign in', true, ''),
    check(
      `Teams (${config.teams.length === 0 ? teams.length : config.teams.length - missing.length} seen)`,
      teams.length > 0 && missing.length === 0,
      missing.length === 0
        ? 'The key sees no team; give it access to the teams to read.'
        : `Not there, or not to be seen: ${missing.join(', ')}; check the keys of the teams, and give the key access to them.`,
    ),
    check('Issues', await mayReadIssues(linear), 'Give the key the permission Read.'),
  ];
}

async function mayReadIssues(linear: ReturnType<typeof openLinear>): Promise<boolean> {
  try {
    await linear.ask(issueIdsQuery, { first: 1, after: null, filter: {} }, anyList);
    return true;
  } catch (error) {
    if (error instanceof SourceFailure && error.kind === 'forbidden') return false;
    throw error;
  }
}

function check(what: string, isHeld: boolean, advice: string): ConnectionCheck {
  return { what, isHeld, advice: isHeld ? '' : advice };
}

/** Teams whose key or name holds the words. */
export async function findTeams(_config: LinearConfig, http: Http, words: string): Promise<readonly ProjectFound[]> {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (await teamsSeen(http))
    .map(({ key, name }) => ({ id: key, name: `${name} (${key})` }))
    .filter(({ name }) => wanted.every((word) => name.toLowerCase().includes(word)))
    .slice(0, MOST);
}

/** Issues of the teams to read, archived ones too. */
export async function countIssues(config: LinearConfig, http: Http): Promise<number | null> {
  const wanted = new Set(config.teams.map((key) => key.toUpperCase()));
  const teams = (await teamsSeen(http)).filter(({ key }) => wanted.size === 0 || wanted.has(key.toUpperCase()));
  if (teams.some(({ issueCount }) => issueCount == null)) return null;
  return teams.reduce((sum, { issueCount }) => sum + (issueCount ?? 0), 0);
}
