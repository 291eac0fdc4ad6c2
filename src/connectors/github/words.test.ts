import { describe, expect, it } from 'vitest';
import { saysRevert } from '../git/says-revert.ts';
import { isMeant } from './config.ts';
import { isProgram, keysOf, namesIn } from './words.ts';

describe('keys', () => {
  it('are those of other trackers and issues of GitHub, each once', () => {
    expect(keysOf('o/r', ['K-7: mend, closes #12 and other/place#3', 'K-7 again, #12'])).toEqual([
      'K-7',
      'o/r#12',
      'other/place#3',
    ]);
  });

  it('of Azure DevOps are no issues of the same number here, nor of a repository called AB', () => {
    expect(keysOf('o/r', ['AB#7: mend, for #12 (AB#8) (#45)'])).toEqual(['AB#7', 'AB#8', 'o/r#12']);
    expect(keysOf('o/r', ["Merge branch 'work/AB#7-mend'", 'as work/AB#9 did'])).toEqual(['AB#7', 'AB#9']);
    expect(keysOf('o/r', ['Merge pull request #45 from o/AB#7-mend'])).toEqual(['AB#7']);
    expect(keysOf('o/r', ['see o/LAB#7 and o/ABC#8'])).toEqual(['o/LAB#7', 'o/ABC#8']);
    expect(namesIn('o/r', 'Since #4, told in AB#7 and in work/AB#8')).toEqual(['o/r#4']);
  });

  it('are no numbers of the pull request that a commit came by', () => {
    expect(keysOf('o/r', ['Mend it (#45)\n\nFor #12'])).toEqual(['o/r#12']);
    expect(keysOf('o/r', ['Merge pull request #45 from o/K-7-mend'])).toEqual(['K-7']);
    expect(keysOf('o/r', ['see https://example.org/page#12'])).toEqual([]);
  });

  it('stand in branches: as text, or as the number with which GitHub begins a branch for an issue', () => {
    expect(keysOf('o/r', [], 'work/K-7_mend-it')).toEqual(['K-7']);
    expect(keysOf('o/r', [], 'work/AB#7_mend-it')).toEqual(['AB#7']);
    expect(keysOf('o/r', [], '12-mend-it')).toEqual(['o/r#12']);
    expect(keysOf('o/r', [], 'release-2')).toEqual([]);
  });
});

it('a text names commits, pull requests and issues', () => {
  const sha = 'ab'.repeat(20);
  expect(namesIn('o/r', `Since ${sha} and #4, see https://github.com/o/other/pull/9`)).toEqual([
    sha,
    'o/other#9',
    'o/r#4',
  ]);
});

it('a revert says so at its beginning, or names what it takes back', () => {
  expect(saysRevert('Revert "Mend it"')).toBe(true);
  expect(saysRevert('Mend it\n\nThis reverts commit 0123abc.')).toBe(true);
  expect(saysRevert('Say how to revert a change')).toBe(false);
});

it('a program is told by its kind or the end of its name', () => {
  expect(isProgram('renovate', 'Bot')).toBe(true);
  expect(isProgram('dependabot[bot]')).toBe(true);
  expect(isProgram('somebody', 'User')).toBe(false);
  expect(isProgram(null)).toBe(false);
});

it('a pattern means a name whole, with * for anything and whatever its case', () => {
  expect(isMeant('Deploy*', 'deploy to production')).toBe(true);
  expect(isMeant('deploy.yml', 'deployxyml')).toBe(false);
  expect(isMeant('prod', 'prod-eu')).toBe(false);
});
