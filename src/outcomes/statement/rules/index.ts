import { noBaseline, noBeneficiary, noDate } from './context.ts';
import { ambiguousPercent, noMovement, signConflict } from './figures.ts';
import { noDirection, noMetric, noTarget } from './missing.ts';
import { activityMetric, circular, individual, outputLed } from './output.ts';
import type { Rule } from './rule.ts';
import { long, manyOutcomes, vague } from './wording.ts';

/** All rules, in the order in which their findings are told. Source: methods.md 5.2. */
export const RULES: readonly Rule[] = [
  outputLed,
  activityMetric,
  individual,
  circular,
  noMetric,
  noDirection,
  noTarget,
  noMovement,
  signConflict,
  noBaseline,
  noDate,
  noBeneficiary,
  manyOutcomes,
  vague,
  ambiguousPercent,
  long,
];
