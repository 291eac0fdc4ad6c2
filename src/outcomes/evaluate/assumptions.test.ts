import { expect, it } from 'vitest';
import { addDays } from '../../flow/calendar.ts';
import { randomOf } from '../../statistics/random.ts';
import { evaluateRelease } from './evaluate-release.ts';
import type { AssumptionId, EvaluationInput, KnownFacts } from './evaluation.ts';

const START = '2025-01-06';
const RELEASE = addDays(START, 7 * 40);

function evaluate(valueAt: (place: number) => number, change: Partial<EvaluationInput> = {}) {
  const random = randomOf(11);
  const series = Array.from({ length: 52 }, (_, place) => ({
    on: addDays(START, 7 * place),
    value: random.normal() + valueAt(place),
  }));
  const { assumptions } = evaluateRelease({ series, releaseOn: RELEASE, direction: 'up', anticipated: 3, ...change });
  return (id: AssumptionId) => assumptions.find((one) => one.id === id) ?? { id, status: 'missing', note: '' };
}

const flat = () => 0;
const known = (facts: KnownFacts) => evaluate(flat, { known: facts });

it('all seven are told, and what nobody has said is unknown', () => {
  const found = evaluate(flat);
  expect(found('release-fixed-beforehand').status).toBe('unknown');
  expect(found('no-other-change').status).toBe('unknown');
  expect(found('same-definition').status).toBe('unknown');
  expect(found('control-untouched')).toMatchObject({ status: 'unknown', note: 'there is no control series' });
  expect(found('straight-pre-trend').status).toBe('held');
  expect(found('season-covered').status).toBe('unknown');
  expect(found('baseline-not-chosen').status).toBe('unknown');
});

it('what people say holds or breaks', () => {
  expect(known({ isReleaseFixedBeforehand: true })('release-fixed-beforehand').status).toBe('held');
  expect(known({ isReleaseFixedBeforehand: false })('release-fixed-beforehand').status).toBe('broken');
  expect(known({ isSameDefinition: false })('same-definition').status).toBe('broken');
  expect(known({ isBaselineChosen: true })('baseline-not-chosen').status).toBe('broken');
  expect(known({ isBaselineChosen: false })('baseline-not-chosen').status).toBe('held');
});

it('another change breaks within 14 days, and is named', () => {
  const on = (days: number) =>
    known({ otherChanges: [{ on: addDays(RELEASE, days), name: 'New prices' }] })('no-other-change');
  expect(on(14)).toMatchObject({ status: 'broken' });
  expect(on(-14).note).toContain('New prices');
  expect(on(15).status).toBe('held');
  expect(known({ otherChanges: [] })('no-other-change').status).toBe('held');
});

it('a bent path before the release breaks the straight line', () => {
  expect(evaluate((place) => 0.02 * (place - 20) ** 2)('straight-pre-trend').status).toBe('broken');
  expect(evaluate((place) => 3 * place)('straight-pre-trend').status).toBe('held');
});

it('a bad stretch just before the release is pointed at', () => {
  const dip = (place: number) => (place >= 36 && place < 40 ? -12 : 0);
  expect(evaluate(dip)('baseline-not-chosen').note).toContain('worse');
  expect(evaluate(dip, { direction: 'down' })('baseline-not-chosen').note).not.toContain('worse');
});

it('a control series that moves at the release is touched, whatever is said', () => {
  const random = randomOf(12);
  const control = (jump: number) =>
    Array.from({ length: 52 }, (_, place) => ({
      on: addDays(START, 7 * place),
      value: random.normal() + (place >= 40 ? jump : 0),
    }));
  const facts = { known: { isControlUntouched: true } };
  expect(evaluate(flat, { control: control(0), ...facts })('control-untouched').status).toBe('held');
  expect(evaluate(flat, { control: control(9), ...facts })('control-untouched').status).toBe('broken');
  expect(
    evaluate(flat, { control: control(0), known: { isControlUntouched: false } })('control-untouched').status,
  ).toBe('broken');
});
