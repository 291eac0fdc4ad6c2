import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGit } from './index.ts';
import { gitRecords, mapGit } from './kept.ts';
import { keysIn } from './keys.ts';
import { MOST_PATHS } from './read-log.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'millrace-git-'));
const repository = path.join(folder, 'repository');

/** Runs git as Ada Lovelace, at a fixed time. */
function git(at: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', repository, '-c', 'commit.gpgsign=false', '-c', 'tag.gpgsign=false', ...args], {
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: 'Ada Lovelace',
      GIT_AUTHOR_EMAIL: 'ada@example.org',
      GIT_COMMITTER_NAME: 'Grace Hopper',
      GIT_COMMITTER_EMAIL: 'grace@example.org',
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_DATE: at,
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

beforeAll(() => {
  execFileSync('git', ['init', '-q', '-b', 'main', repository]);
  const commit = ['commit', '-q', '--allow-empty'];
  git('2014-01-01T10:00:00Z', ...commit, '-m', 'Begin K-1');
  git('2014-01-02T10:00:00Z', 'checkout', '-q', '-b', 'side');
  git(
    '2014-01-02T10:00:00Z',
    ...commit,
    '-m',
    'Read UTF-8 for K-2 and K-3, K-2 again\n\nSee also OTHER-10.\n\nSigned-off-by: Ada Lovelace <ADA-7@example.org>\nCo-authored-by: Grace GRACE-8',
  );
  git('2014-01-03T10:00:00Z', 'tag', '-a', 'v1.0', '-m', 'First', 'HEAD');
  git('2014-01-04T10:00:00Z', 'checkout', '-q', 'main');
  git('2014-01-05T10:00:00Z', 'merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
  git('2014-01-06T10:00:00Z', 'tag', 'v1.1');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a Git repository', () => {
  it('gives its changes newest first, with keys, parents and merges', async () => {
    const { changes } = await readGit(repository);
    expect(
      changes.map(({ committedAt, keys, isMerge, parents }) => [committedAt, keys, isMerge, parents.length]),
    ).toEqual([
      [Date.parse('2014-01-05T10:00:00Z'), [], true, 2],
      [Date.parse('2014-01-02T10:00:00Z'), ['K-2', 'K-3', 'OTHER-10'], false, 1],
      [Date.parse('2014-01-01T10:00:00Z'), ['K-1'], false, 0],
    ]);
    expect(changes[0]?.parents).toContain(changes[1]?.sha);
  });

  it('gives its tags as releases: with a record of their own when it was made, else when their commit was', async () => {
    const { changes, releases } = await readGit(repository);
    expect(releases).toEqual([
      { name: 'v1.0', at: Date.parse('2014-01-03T10:00:00Z'), sha: changes[1]?.sha },
      { name: 'v1.1', at: Date.parse('2014-01-05T10:00:00Z'), sha: changes[0]?.sha },
    ]);
  });

  it('is called what the place it was cloned from calls it, without what else stands in that address', async () => {
    expect((await readGit(repository)).repo).toBe('repository');
    for (const [address, repo] of [
      ['https://a-token@example.org/shop/web.git', 'shop/web'],
      ['git@example.org:shop/web.git', 'shop/web'],
      ['https://example.org/group/sub/web/', 'sub/web'],
    ] as const) {
      git('2014-01-07T10:00:00Z', 'config', 'remote.origin.url', address);
      const read = await readGit(repository);
      expect(read.repo).toBe(repo);
      expect(JSON.stringify(read)).not.toContain('a-token');
    }
    git('2014-01-07T10:00:00Z', 'config', '--unset', 'remote.origin.url');
  });

  it('gives no person', async () => {
    expect(git('2014-01-07T10:00:00Z', 'log')).toContain('Ada Lovelace');
    expect(JSON.stringify(await readGit(repository))).not.toMatch(/ada|lovelace|grace|hopper/i);
  });

  it('is refused when it is none, is empty, or was cloned without its history', async () => {
    await expect(readGit(folder)).rejects.toThrow('is no Git repository; give the path of a local clone');
    await expect(readGit(path.join(folder, 'missing'))).rejects.toThrow('is no Git repository');
    const empty = path.join(folder, 'empty');
    execFileSync('git', ['init', '-q', empty]);
    await expect(readGit(empty)).rejects.toThrow('is a Git repository without commits');
    const shallow = path.join(folder, 'shallow');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repository}`, shallow], { stdio: 'ignore' });
    await expect(readGit(shallow)).rejects.toThrow(
      'is a shallow clone, its history is cut off; run "git fetch --unshallow"',
    );
  });
});

describe('the paths of a change', () => {
  const place = path.join(folder, 'monorepo');
  let day = 0;
  const run = (...args: readonly string[]): string => {
    const at = `2014-02-${String(day).padStart(2, '0')}T10:00:00Z`;
    return execFileSync(
      'git',
      ['-C', place, '-c', 'user.name=Ada Lovelace', '-c', 'user.email=ada@example.org', ...args],
      {
        env: { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, GIT_CONFIG_GLOBAL: '/dev/null' },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  };
  const write = (...names: readonly string[]): void => {
    for (const name of names) {
      const file = path.join(place, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${name} of day ${day}\n`);
    }
  };
  const commit = (message: string): void => {
    day += 1;
    run('add', '-A');
    run('commit', '-q', '--allow-empty', '-m', message);
  };
  const odd = ['apps/größe/naïve 日本.ts', 'apps/web/a "quoted"\tname\nof lines.ts', ':100644 100644 M', 'a\x1fb'];
  const many = Array.from({ length: MOST_PATHS }, (_, place) => `many/${place}`);

  beforeAll(() => {
    execFileSync('git', ['init', '-q', '-b', 'main', place]);
    write('apps/web/a.ts', 'apps/api/a.ts');
    commit('first');
    write(...odd);
    commit('odd');
    renameSync(path.join(place, 'apps/web/a.ts'), path.join(place, 'apps/api/moved.ts'));
    commit('moved');
    commit('nothing');
    run('checkout', '-q', '-b', 'side');
    write('apps/web/b.ts');
    commit('beside');
    run('checkout', '-q', 'main');
    write('apps/api/c.ts');
    commit('meanwhile');
    day += 1;
    run('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    write(...many);
    commit('many');
    write(...many, 'one more');
    commit('more');
    for (const [name, value] of [
      ['diff.relative', 'true'],
      ['diff.renames', 'copies'],
      ['log.showRoot', 'false'],
      ['log.diffMerges', 'separate'],
      ['core.quotePath', 'true'],
      ['uploadpack.allowFilter', 'true'],
    ] as const)
      run('config', name, value);
  });

  const pathsByDay = async (from = place) =>
    (await readGit(from)).changes.toReversed().map(({ paths }) => paths?.toSorted() ?? null);

  it('are what it adds, changes and removes, whatever their names and the settings of the repository', async () => {
    const [first, strange, moved, nothing] = await pathsByDay();
    expect(first).toEqual(['apps/api/a.ts', 'apps/web/a.ts']);
    expect(strange).toEqual(odd.toSorted());
    expect(moved).toEqual(['apps/api/moved.ts', 'apps/web/a.ts']);
    expect(nothing).toEqual([]);
    expect(await pathsByDay(path.join(place, 'apps', 'api'))).toEqual(await pathsByDay());
  });

  it('are of a merge what it brought into its first parent', async () => {
    const [beside, meanwhile, merge] = (await pathsByDay()).slice(4);
    expect([beside, meanwhile, merge]).toEqual([['apps/web/b.ts'], ['apps/api/c.ts'], ['apps/web/b.ts']]);
  });

  it('are unknown where there are more of them than are kept', async () => {
    expect((await pathsByDay()).slice(7).map((paths) => paths?.length ?? null)).toEqual([MOST_PATHS, null]);
  });

  it('are unknown in a clone that would have to fetch them', async () => {
    const treeless = path.join(folder, 'treeless');
    execFileSync('git', ['clone', '-q', '--no-checkout', '--filter=tree:0', `file://${place}`, treeless]);
    const { changes } = await readGit(treeless);
    expect(changes.map(({ paths }) => paths)).toEqual(changes.map(() => null));
    expect(changes.map(({ sha }) => sha)).toEqual((await readGit(place)).changes.map(({ sha }) => sha));
  });

  it('are kept with it; a record of before they were read says that they are unknown', async () => {
    const { changes } = await readGit(place);
    const first = changes.at(-1);
    const [record] = gitRecords({ repo: 'shop/web', changes: changes.slice(-1), releases: [] }, 'shop/web');
    const [mapped] = mapGit(record?.payload ?? '');
    expect(mapped).toMatchObject({ record: { sha: first?.sha, paths: ['apps/api/a.ts', 'apps/web/a.ts'] } });
    const { paths: _paths, ...before } = JSON.parse(record?.payload ?? '');
    expect(mapGit(JSON.stringify(before))).toMatchObject([{ record: { sha: first?.sha, paths: null } }]);
  });
});

it('keys are found in messages, each once; names of standards and trailers are none', () => {
  expect(
    keysIn('K-1: mend\n\nUTF-8, SHA-256 and CVE-2014-0160; AB_C-12, not x-1 or K-0\nReviewed-by: R2-D2 <R-2>'),
  ).toEqual(['K-1', 'AB_C-12']);
  expect(keysIn('KET-1 KET-1 KET-2')).toEqual(['KET-1', 'KET-2']);
  expect(keysIn('Fixes AB#7, AB#8: (AB#7)\nwork/AB#9_mend')).toEqual(['AB#7', 'AB#8', 'AB#9']);
  expect(keysIn('#7, LAB#7, AB#0, AB #7, AB#7x, ab#7')).toEqual([]);
});
