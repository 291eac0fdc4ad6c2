import { PROBLEM_IDS } from '../../src/flow/data-quality/problem.ts';
import type { MeasureInput } from '../../src/flow/measure.ts';
import { differences } from '../golden/differences.ts';
import * as unchanged from '../golden/engine.ts';
import type { Engine } from '../golden/run-case.ts';
import { constraintModel } from './constraint-model.ts';
import { flowingPopulations } from './flowing-populations.ts';
import { epicModel, problemsModel } from './hierarchy-models.ts';
import { MEASURE_MODELS } from './measure-models.ts';
import { type Population, populations } from './populations.ts';
import type { Said } from './seen.ts';
import { cumulativeModel, weeklyModels } from './series-models.ts';
import { waitingModel } from './waiting-model.ts';

export interface PopulationCheck {
  readonly name: string;
  readonly run: (engine: Engine) => string | null;
}

const POPULATIONS = 80;
const FLOWING = 40;
const NO_PROBLEMS = Object.fromEntries(PROBLEM_IDS.map((id) => [id, null]));

/**
 * Measures and series of random streams beside slow models of them. What the models say is worked out once, from the facts of the engine as it
 * is: that the facts are right is held by the corpus and by the second reading of the rules.
 */
export function populationChecks(): readonly PopulationCheck[] {
  return [...populations(POPULATIONS), ...flowingPopulations(FLOWING)].map((population) => {
    const expected = expectationOf(population);
    return {
      name: population.name,
      run: (engine) => differences(expected, foundBy(engine, population), '')[0] ?? null,
    };
  });
}

function expectationOf(population: Population): Readonly<Record<string, unknown>> {
  const seen = inputBy(unchanged, population);
  const { window } = seen;
  const isNothing = window.endAt <= window.fromAt || (seen.items.length === 0 && seen.all.length === 0);
  const models: Readonly<Record<string, (input: MeasureInput) => Said>> = {
    ...MEASURE_MODELS,
    waiting: waitingModel,
    constraint: constraintModel,
  };
  const measures = Object.entries(models).map(([id, model]) => {
    const said = isNothing ? null : model(seen);
    return [id, said === null ? { status: 'unmeasurable' } : { status: 'measured', excluded: [], ...said }];
  });
  return {
    measures: Object.fromEntries(measures),
    weekly: weeklyModels(seen),
    cumulative: cumulativeModel(seen),
    epics: epicModel(seen),
    problems: problemsModel(seen),
  };
}

function foundBy(engine: Engine, population: Population): Readonly<Record<string, unknown>> {
  const input = inputBy(engine, population);
  const measures = engine.measureAll(input);
  const weekly = Object.keys(measures).map((id) => {
    const metric = engine.metricOf(id);
    return [id, metric === undefined ? null : engine.weeklySeries(metric, input)];
  });
  return {
    measures,
    weekly: Object.fromEntries(weekly),
    cumulative: engine.cumulativeFlow(input),
    epics: Object.fromEntries(
      [...engine.epicSpans(input.all)].map(([key, span]) => [key.split('\u0000')[1] ?? '', span]),
    ),
    problems: {
      ...NO_PROBLEMS,
      ...Object.fromEntries(engine.findProblems(input).map((problem) => [problem.problem, problem])),
    },
  };
}

function inputBy(engine: Engine, { documentText, histories, from, to, asOf, iterations }: Population): MeasureInput {
  const read = engine.parseStream(documentText);
  if (!read.ok) throw new Error('the document is refused');
  const { stream } = read;
  const window = engine.windowOf(stream.timeZone, from, to, asOf);
  return { ...engine.inputAt(engine.foldAll(histories, stream), stream, window), iterations };
}
