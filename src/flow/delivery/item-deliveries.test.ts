import { describe, expect, test } from 'vitest';
import { itemDeliveries } from './item-deliveries.ts';
import { commit, deploy, incident, joined, on, pullRequest } from './records.test-data.ts';

const BASE = [commit('r', '6 08:00'), deploy('d1', 'r', '6 08:30')];
const keys = ['SHOP-1'];

/** Of SHOP-1: its day, or why it has none. */
function arrivalOf(...[records, rules, options]: Parameters<typeof joined>) {
  const { deliveredToProductionAt, reason } = itemDeliveries(joined(records, rules, options))('SHOP-1');
  return reason ?? deliveredToProductionAt;
}

describe('an item is in production', () => {
  test('by the deployment that brings the last of its changes', () => {
    const records = [
      ...BASE,
      commit('a', '6 09:00', 'r', { keys }),
      commit('b', '6 10:00', 'a'),
      commit('c', '6 11:00', 'b', { keys }),
      deploy('d2', 'a', '6 12:00'),
      deploy('d3', 'c', '7 12:00'),
    ];
    expect(itemDeliveries(joined(records))('SHOP-1')).toMatchObject({
      changes: ['a', 'c'],
      deployments: ['d2', 'd3'],
      deliveredToProductionAt: on('7 12:00'),
      reason: null,
    });
    expect(arrivalOf(records.slice(0, -1))).toBe('waiting');
  });

  test('never, as far as is known, where nothing names it; keys are compared exactly', () => {
    expect(arrivalOf([...BASE, commit('a', '6 09:00', 'r', { keys: ['shop-1', 'SHOP-11'] })])).toBe('no-changes');
  });

  test('not while a pull request for it is open; one closed without merging is passed over with its commits', () => {
    const change = commit('a', '6 09:00', 'r', { keys });
    const tried = commit('x', '6 09:30', 'r', { keys });
    const second = deploy('d2', 'a', '6 12:00');
    const request = pullRequest('7', '6 10:00', null, { keys, commits: ['x'] });
    expect(arrivalOf([...BASE, change, tried, second, request])).toBe('waiting');
    expect(arrivalOf([...BASE, change, tried, second, { ...request, closedAt: on('6 11:00') }])).toBe(on('6 12:00'));
  });

  test('by the key of its pull request, though no commit names it', () => {
    const request = pullRequest('7', '6 09:10', '6 10:00', { keys, commits: ['x'], mergeCommit: 'squash' });
    const records = [...BASE, commit('squash', '6 10:00', 'r'), request, deploy('d2', 'squash', '6 12:00')];
    expect(arrivalOf(records)).toBe(on('6 12:00'));
  });

  test('by a merge commit that names it, though nothing else does', () => {
    const records = [...BASE, commit('x', '6 09:00', 'r'), commit('m', '6 10:00', 'r x', { keys })];
    const found = itemDeliveries(joined([...records, deploy('d2', 'm', '6 12:00')]))('SHOP-1');
    expect(found).toMatchObject({ changes: ['m'], deliveredToProductionAt: on('6 12:00') });
    // Git lists no paths of a merge commit: where paths decide it says nothing, rather than that nothing is known.
    const rules = [{ name: 'Web', repo: ['acme/shop'], path: ['web'] }];
    expect(arrivalOf([...records, deploy('d2', 'm', '6 12:00')], rules)).toBe('no-changes');
  });

  test('by what brought it, not by what took it back', () => {
    const change = commit('a', '6 09:00', 'r', { keys });
    const revert = commit('b', '6 13:00', 'a', { keys, isRevert: true });
    const records = [...BASE, change, revert, deploy('d2', 'a', '6 12:00'), deploy('d3', 'b', '6 14:00')];
    expect(arrivalOf(records)).toBe(on('6 12:00'));
    // Where only the taking back names it, that is all there is to go by.
    expect(arrivalOf(records.map((one) => (one === change ? { ...change, keys: [] } : one)))).toBe(on('6 14:00'));
  });

  test('by a link that a tool states', () => {
    const delivery = joined([...BASE, commit('a', '6 09:00', 'r'), deploy('d2', 'a', '6 12:00')]);
    const found = itemDeliveries(delivery, [{ item: 'SHOP-1', record: 'a' }])('SHOP-1');
    expect(found.deliveredToProductionAt).toBe(on('6 12:00'));
  });

  test('unknown where all of it was in the baseline; known where something came later', () => {
    const early = commit('r', '6 08:00', '', { keys });
    expect(arrivalOf([early, deploy('d1', 'r', '6 08:30')])).toBe('baseline');
    const late = commit('a', '6 09:00', 'r', { keys });
    expect(arrivalOf([early, late, deploy('d1', 'r', '6 08:30'), deploy('d2', 'a', '6 12:00')])).toBe(on('6 12:00'));
  });

  test('unknown where the last of it may have been there earlier', () => {
    const change = commit('a', '6 09:00', 'r', { keys });
    const records = [...BASE, change, deploy('d2', null, '6 10:00'), deploy('d3', 'a', '6 12:00')];
    expect(arrivalOf(records)).toBe('unknown');
    const later = commit('b', '6 11:00', 'a', { keys });
    expect(arrivalOf([...records, later, deploy('d4', 'b', '6 13:00')])).toBe(on('6 13:00'));
  });

  test('when every application that a change touches has it', () => {
    const rules = [
      { name: 'Web', repo: ['acme/shop'], path: ['web'] },
      { name: 'Api', repo: ['acme/shop'], path: ['api'] },
    ];
    const paths = ['web/a.ts', 'api/a.ts'];
    const records = [
      commit('r', '6 08:00', '', { paths }),
      commit('a', '6 09:00', 'r', { paths, keys }),
      ...['Web', 'Api'].map((application) => deploy(`${application}1`, 'r', '6 08:30', { application })),
      deploy('w2', 'a', '6 12:00', { application: 'Web' }),
    ];
    expect(arrivalOf(records, rules)).toBe('waiting');
    expect(arrivalOf([...records, deploy('a2', 'a', '8 12:00', { application: 'Api' })], rules)).toBe(on('8 12:00'));
    expect(
      arrivalOf(
        records.filter(({ id }) => id !== 'Api1'),
        rules,
      ),
    ).toBe('unknown');
  });
});

test('the first commit of an item is the one first written, whatever was deployed or numbered first', () => {
  const records = [
    ...BASE,
    commit('x', '6 10:00', 'r', { keys, authoredAt: on('6 09:50') }),
    commit('y', '6 09:00', 'r', { keys, authoredAt: on('6 08:50') }),
    commit('z', '6 11:00', 'y', { keys, authoredAt: on('6 10:50') }),
    commit('m', '6 11:30', 'x z'),
    deploy('d2', 'x', '6 10:30'),
    deploy('d3', 'm', '6 12:00'),
  ];
  expect(itemDeliveries(joined(records))('SHOP-1').events.map(({ event, record }) => `${event} ${record}`)).toEqual([
    'first-commit y',
    'deployed d2',
    'deployed d3',
  ]);
});

test('the events of an item, each once, from the first commit to what broke', () => {
  const request = pullRequest('7', '6 09:30', '6 11:00', {
    keys,
    commits: ['a'],
    mergeCommit: 'm',
    firstCommitAt: on('6 09:00'),
    firstResponseAt: on('6 10:00'),
    approvedAt: on('6 10:30'),
  });
  const records = [
    ...BASE,
    commit('a', '6 09:05', 'r', { keys, authoredAt: on('6 09:00') }),
    commit('m', '6 11:00', 'r a'),
    request,
    deploy('d2', 'm', '6 12:00'),
    incident('i', '6 13:00', '6 14:00'),
    incident('told', '9 13:00', null, { item: 'SHOP-1' }),
  ];
  const found = itemDeliveries(joined(records))('SHOP-1');
  expect(found.events.map(({ event, record, at, isInferred }) => [event, record, at, isInferred])).toEqual([
    ['first-commit', 'a', on('6 09:00'), false],
    ['opened', 'acme/shop#7', on('6 09:30'), false],
    ['first-response', 'acme/shop#7', on('6 10:00'), false],
    ['approved', 'acme/shop#7', on('6 10:30'), false],
    ['merged', 'acme/shop#7', on('6 11:00'), false],
    ['deployed', 'd2', on('6 12:00'), false],
    ['incident', 'i', on('6 13:00'), true],
    ['restored', 'i', on('6 14:00'), true],
    ['incident', 'told', on('9 13:00'), false],
  ]);
  expect(found.incidents).toEqual(['told', 'i']);
});
