import { addDays } from '../src/flow/calendar.ts';
import { type HistoryItem, historyOfDays } from '../src/flow/forecasts/history-of-days.ts';
import { forecastItems, forecastJoint } from '../src/flow/forecasts/index.ts';
import { compileStream } from '../src/flow/stream/compile.ts';
import { streamDocument } from '../src/flow/stream/document.ts';
import { nearestRank, percentiles } from '../src/statistics/percentile.ts';
import { type Random, randomOf } from '../src/statistics/random.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = '2024-01-01';
const DAYS = 900;
const ITEMS = 20_000;
const HISTORY_DAYS = 84;
const TRIALS = 10_000;
const TEAMS = ['A', 'B', 'C', 'D', 'E'];
const EXACT_AIM_MS = 1;
const JOINT_AIM_MS = 50;

/** Prints what a forecast costs, beside a Monte Carlo simulation of 10,000 trials that answers the same question. */
export async function run(report: (line: string) => void): Promise<void> {
  const stream = compileStream(
    streamDocument.parse({
      version: 1,
      stream: 'Bench',
      timeZone: 'Europe/Berlin',
      flowItem: 'story',
      levels: [{ level: 'story' }],
      steps: [
        { step: 'Build', state: 'active', statuses: ['Build'] },
        { step: 'Done', state: 'done', statuses: ['Done'] },
      ],
      daysOff: { weekdays: ['Saturday', 'Sunday'] },
    }),
  );
  const asOf = Date.parse(`${addDays(FIRST_DAY, DAYS)}T00:00:00Z`);
  const input = { stream, items: itemsOf(randomOf(1)), asOf };
  const counts = recentCounts(input.items, asOf);

  report(
    `forecast: ${ITEMS.toLocaleString('en')} items at hand, the last ${HISTORY_DAYS} days of them are the history`,
  );
  const counting = timed(() => historyOfDays(input, ['A']), 100);
  report(
    `  counting the history of one team: p50 ${counting.p50.toFixed(2)} ms; part of every figure below, bound by reading the items`,
  );
  for (const items of [20, 200, 1000]) {
    const exact = timed(() => forecastItems({ ...input, team: 'A' }, items), 200);
    const simulated = timed((turn) => simulateOne(counts, items, randomOf(turn)), 20);
    report(
      `  exact, when ${items} items: ${inWords(exact, EXACT_AIM_MS)}; ` +
        `${(simulated.p50 / exact.p50).toFixed(0)} times as quick as a Monte Carlo of ${TRIALS.toLocaleString('en')} trials ` +
        `(${simulated.p50.toFixed(1)} ms, history not included), which is right to about half a per cent only`,
    );
  }
  for (const items of [20, 100]) {
    const demands = TEAMS.map((team, place) => ({ team, items: items + 3 * place }));
    const joint = timed((turn) => forecastJoint({ ...input, seed: turn }, demands), 20);
    const alone = timed((turn) => simulateOne(counts, items, randomOf(turn)), 20);
    report(
      `  joint, ${TEAMS.length} teams of about ${items} items, ${TRIALS.toLocaleString('en')} trials: ${inWords(joint, JOINT_AIM_MS)}; ` +
        `${(joint.p50 / alone.p50).toFixed(1)} times one team's Monte Carlo; bound by drawing days`,
    );
  }
}

interface Times {
  readonly p50: number;
  readonly p95: number;
}

function inWords({ p50, p95 }: Times, aimMs: number): string {
  return `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms (aim ${aimMs} ms: ${p50 <= aimMs ? 'met' : 'missed'})`;
}

/** Items of five teams that finish about 0.9 a working day each, and now and then many at once. */
function itemsOf(random: Random): readonly HistoryItem[] {
  const start = Date.parse(`${FIRST_DAY}T00:00:00Z`);
  return Array.from({ length: ITEMS }, (_, place) => {
    // 20,000 items over 900 days would be 22 a day; most lie before the history, as in an old store.
    const isRecent = place < 400;
    const day = isRecent ? DAYS - HISTORY_DAYS + random.integer(HISTORY_DAYS) : random.integer(DAYS - HISTORY_DAYS);
    const createdAt = start + random.integer(day + 1) * DAY_MS;
    const completedAt = start + day * DAY_MS + random.integer(DAY_MS);
    return { item: `K-${place}`, team: TEAMS[place % TEAMS.length] ?? null, createdAt, completedAt };
  });
}

/** Items of team A finished on each of the last days: what the peer draws from. */
function recentCounts(items: readonly HistoryItem[], asOf: number): readonly number[] {
  const counts = Array.from({ length: HISTORY_DAYS }, () => 0);
  for (const { team, completedAt } of items) {
    const daysAgo = Math.floor((asOf - (completedAt ?? 0) - 1) / DAY_MS);
    if (team === 'A' && daysAgo < HISTORY_DAYS) counts[daysAgo] = (counts[daysAgo] ?? 0) + 1;
  }
  return counts;
}

/** The usual way: play the days 10,000 times, sort, read the percentiles. */
function simulateOne(counts: readonly number[], items: number, random: Random): readonly number[] {
  const days = new Int32Array(TRIALS);
  for (let trial = 0; trial < TRIALS; trial += 1) {
    let left = items;
    let day = 0;
    while (left > 0) {
      left -= counts[random.integer(counts.length)] ?? 0;
      day += 1;
    }
    days[trial] = day;
  }
  days.sort();
  return [50, 70, 85, 95].map((certainty) => days[nearestRank(TRIALS, certainty) - 1] ?? 0);
}

function timed(work: (turn: number) => unknown, turns: number): Times {
  for (let turn = 0; turn < Math.ceil(turns / 4); turn += 1) work(turn);
  const times = Array.from({ length: turns }, (_, turn) => {
    const begun = performance.now();
    work(turn);
    return performance.now() - begun;
  });
  const [p50, p95] = percentiles(times, [50, 95]);
  return { p50: p50 ?? 0, p95: p95 ?? 0 };
}
