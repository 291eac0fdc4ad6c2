import { PROBLEM_IDS } from '../../src/flow/data-quality/problem.ts';
import type { MeasureInput } from '../../src/flow/measure.ts';
import { METRICS } from '../../src/flow/metrics/index.ts';
import { differences } from '../golden/differences.ts';
import * as engineAsItIs from '../golden/engine.ts';
import type { Engine } from '../golden/run-case.ts';
import { constraintModel, departuresModel, throughModel } from './constraint-model.ts';
import { flowingPopulations } from './flowing-populations.ts';
import { epicModel, problemsModel } from './hierarchy-models.ts';
import { MEASURE_MODELS } from './measure-models.ts';
import { type Population, populations } from './populations.ts';
import type { Said } from './seen.ts';
import { cumulativeModel, daysModel, onceModels, weeklyModels } from './series-models.ts';
import { waitingModel } from './waiting-model.ts';

export interface PopulationCheck {
  readonly name: string;
  readonly run: (engine: Engine) => string | null;
}

/** As one object, so that its parts can be asked for by name. */
const unchanged: Engine = { ...engineAsItIs };
const POPULATIONS = 80;
const FLOWING = 40;
const NO_PROBLEMS = Object.fromEntries(PROBLEM_IDS.map((id) => [id, null]));

/** A population, and what the models say of it. */
export interface Expectation {
  readonly population: Population;
  readonly expected: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Measures and series of random streams beside slow models of them. What the models say is worked out once, from the facts of the engine as it
 * is: that the facts are right is held by the corpus and by the second reading of the rules.
 */
export function expectations(): readonly Expectation[] {
  return [...populations(POPULATIONS), ...flowingPopulations(FLOWING)].map((population) => {
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
    const expected = {
      measures: Object.fromEntries(measures),
      weekly: weeklyModels(seen),
      once: onceModels(seen),
      through: throughModel(seen),
      departures: departuresModel(seen),
      days: daysModel(seen),
      cumulative: cumulativeModel(seen),
      epics: epicModel(seen),
      problems: problemsModel(seen),
    };
    return { population, expected };
  });
}

/** The check of a population. Only what a change reaches is asked anew. */
export function populationCheck({ population, expected }: Expectation): PopulationCheck {
  let known: MeasureInput | null = null;
  return {
    name: population.name,
    run: (engine) => {
      const areFactsSame = INPUT_PARTS.every((part) => engine[part] === unchanged[part]);
      if (areFactsSame) known ??= inputBy(unchanged, population);
      const input = areFactsSame && known !== null ? known : inputBy(engine, population);
      for (const [part, found] of Object.entries(foundBy(engine, input, areFactsSame)))
        for (const [key, value] of Object.entries(found)) {
          const asked = expected[part]?.[key];
          const [wrong] = asked === undefined ? [] : differences(asked, value, `${part}.${key}`);
          if (wrong !== undefined) return wrong;
        }
      return null;
    },
  };
}

const INPUT_PARTS = ['windowOf', 'foldAll', 'inputAt', 'calendarOf', 'compileStream'] as const;

function foundBy(
  engine: Engine,
  input: MeasureInput,
  areFactsSame: boolean,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const isReached = (part: keyof Engine): boolean => !areFactsSame || engine[part] !== unchanged[part];
  const measures: Record<string, unknown> = {};
  const weekly: Record<string, unknown> = {};
  const once: Record<string, unknown> = {};
  for (const { id } of METRICS) {
    const metric = engine.metricOf(id);
    const isChanged = !areFactsSame || metric !== unchanged.metricOf(id);
    if (isChanged) measures[id] = metric?.measure(input);
    if (isChanged && metric?.weekly !== undefined) once[id] = metric.weekly.of(input);
    if (metric !== undefined && metric.weekly !== undefined && (isChanged || isReached('weeklySeries')))
      weekly[id] = engine.weeklySeries(metric, input);
  }
  return {
    measures,
    weekly,
    once,
    cumulative: isReached('cumulativeFlow') ? { ...engine.cumulativeFlow(input) } : {},
    through: isReached('flowThrough') ? throughPairs(engine, input) : {},
    departures: isReached('departuresByWeek') ? departuresOf(engine, input) : {},
    days: isReached('itemsInBand') || isReached('daysIn') ? bandsByStep(engine, input) : {},
    epics: isReached('epicSpans') ? spansByItem(engine, input) : {},
    problems: isReached('findProblems') ? problemsById(engine, input) : {},
  };
}

function spansByItem(engine: Engine, input: MeasureInput): Readonly<Record<string, unknown>> {
  const spans = [...engine.epicSpans(input.all)];
  return Object.fromEntries(spans.map(([key, span]) => [key.split('\u0000')[1] ?? '', span]));
}

function throughPairs(engine: Engine, input: MeasureInput): Readonly<Record<string, unknown>> {
  const { steps } = input.stream;
  const isOpen = (state: string): boolean => state === 'waiting' || state === 'active';
  const pairs = steps.map((_, place) => steps.slice(place, place + 2).filter(({ state }) => isOpen(state)));
  return Object.fromEntries(pairs.map((pair, place) => [`${place}`, engine.flowThrough(input, pair)]));
}

function departuresOf(engine: Engine, input: MeasureInput): Readonly<Record<string, unknown>> {
  const { weeks, counts } = engine.departuresByWeek(input, 8);
  return { weeks, counts: [...counts] };
}

/** The items between two lines just before the end of the middle day. */
function bandsByStep(engine: Engine, input: MeasureInput): Readonly<Record<string, unknown>> {
  const { days, endAt } = engine.daysIn(input.window);
  const at = endAt[Math.floor(days.length / 2)] ?? input.window.fromAt;
  const bands = input.stream.steps.map(({ name }) => [name, engine.itemsInBand(input, name, at)]);
  return { days, endAt, at, ...Object.fromEntries(bands) };
}

function problemsById(engine: Engine, input: MeasureInput): Readonly<Record<string, unknown>> {
  const found = engine.findProblems(input);
  const order = found.map(({ problem }) => problem);
  return { ...NO_PROBLEMS, ...Object.fromEntries(found.map((problem) => [problem.problem, problem])), order };
}

function inputBy(engine: Engine, { documentText, histories, from, to, asOf, iterations }: Population): MeasureInput {
  const read = engine.parseStream(documentText);
  if (!read.ok) throw new Error('the document is refused');
  const { stream } = read;
  const window = engine.windowOf(stream.timeZone, from, to, asOf);
  return { ...engine.inputAt(engine.foldAll(histories, stream), stream, window), iterations };
}
