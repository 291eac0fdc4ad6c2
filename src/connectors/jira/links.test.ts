import { describe, expect, it } from 'vitest';
import { change } from './issue.test-data.ts';
import { type LinkChange, linkChangesOf, linkStory, presentLinks } from './links.ts';
import { readIssue } from './read-issue.ts';
import { wantedFields } from './wanted-fields.ts';

const blockedBy = (item: string) => ({ type: 'is blocked by', item });

function changeOf(at: number, isAdded: boolean, link: { type: string; item: string }): LinkChange {
  return { at, sequence: at, isAdded, link };
}

function itemOf(parts: Readonly<Record<string, unknown>>) {
  const { issue, problem } = readIssue(
    {
      key: 'K-1',
      fields: { created: '2014-01-01T00:00:00Z', status: { id: '1', name: 'Open' } },
      changelog: { histories: [{ id: '1', created: '2014-01-02T00:00:00Z', items: [parts] }] },
    },
    wantedFields([]),
  );
  const item = issue?.changelog.histories[0]?.items[0];
  if (item === undefined) throw new Error(problem ?? 'no item');
  return item;
}

describe('links of a Jira issue', () => {
  it('are said from the issue: inward and outward names', () => {
    const type = { inward: 'is blocked by', outward: 'blocks' };
    expect(
      presentLinks([
        { type, inwardIssue: { key: 'K-7' } },
        { type, outwardIssue: { key: 'K-8' } },
      ]),
    ).toEqual([blockedBy('K-7'), { type: 'blocks', item: 'K-8' }]);
  });

  it('are read from the words of the change log', () => {
    const added = itemOf(change('Link', [null, null], ['K-7', 'This issue is blocked by K-7']));
    const removed = itemOf(change('Link', ['K-7', 'This issue is blocked by K-7'], [null, null]));
    expect(linkChangesOf(added, 1, 2, [])).toEqual([{ at: 1, sequence: 2, isAdded: true, link: blockedBy('K-7') }]);
    expect(linkChangesOf(removed, 1, 2, [])).toEqual([{ at: 1, sequence: 2, isAdded: false, link: blockedBy('K-7') }]);
  });

  it('are found in other languages among the types that the issue has', () => {
    const added = itemOf(change('Link', [null, null], ['K-7', 'Dieser Vorgang wird blockiert von K-7']));
    expect(linkChangesOf(added, 1, 2, ['wird blockiert von'])).toMatchObject([
      { link: { type: 'wird blockiert von', item: 'K-7' } },
    ]);
  });

  it('that the change log never added were there at creation', () => {
    expect(linkStory([], [blockedBy('K-7')])).toEqual({ initial: [blockedBy('K-7')], changes: [] });
  });

  it('that were removed before they were ever added were there at creation', () => {
    const story = linkStory(
      [changeOf(5, false, blockedBy('K-7')), changeOf(6, true, blockedBy('K-7'))],
      [blockedBy('K-7')],
    );
    expect(story.initial).toEqual([blockedBy('K-7')]);
    expect(story.changes).toMatchObject([{ isAdded: false }, { isAdded: true }]);
  });

  it('that were added later were not there at creation', () => {
    expect(linkStory([changeOf(5, true, blockedBy('K-7'))], [blockedBy('K-7')]).initial).toEqual([]);
    expect(linkStory([changeOf(5, true, blockedBy('K-7'))], []).initial).toEqual([]);
  });

  it('of a type that was renamed since are one link, from when it was added', () => {
    const story = linkStory([changeOf(5, true, { type: 'depends on', item: 'K-7' })], [blockedBy('K-7')]);
    expect(story.initial).toEqual([]);
    expect(story.changes).toMatchObject([{ at: 5, isAdded: true, link: blockedBy('K-7') }]);
  });

  it('to an issue that moved since are one link, from when it was added', () => {
    const story = linkStory([changeOf(5, true, blockedBy('OLD-7'))], [blockedBy('K-7')]);
    expect(story.initial).toEqual([]);
    expect(story.changes).toMatchObject([{ at: 5, isAdded: true, link: blockedBy('K-7') }]);
  });

  it('are not matched where several would do', () => {
    const changes = [changeOf(5, true, blockedBy('OLD-7')), changeOf(6, true, blockedBy('OLD-8'))];
    const story = linkStory(changes, [blockedBy('K-7')]);
    expect(story.initial).toEqual([blockedBy('K-7')]);
    expect(story.changes).toMatchObject([{ link: blockedBy('OLD-7') }, { link: blockedBy('OLD-8') }]);
  });
});
