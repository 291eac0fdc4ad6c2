import { compileApplication } from '../src/flow/delivery/applications.ts';
import { itemDeliveries } from '../src/flow/delivery/item-deliveries.ts';
import { joinDelivery } from '../src/flow/delivery/join.ts';
import { DELIVERY_METRICS, measureDelivery } from '../src/flow/delivery/metrics.ts';
import type { DeliveryRecord } from '../src/flow/delivery/records.ts';
import { deliveryWeekly } from '../src/flow/delivery/weekly.ts';
import { windowOf } from '../src/flow/window.ts';
import { ms, spreadOf, type Taken, thousands, timedOften } from './kit/timing.ts';

const COMMITS = 100_000;
const DEPLOYMENTS = 5_000;
const PULL_REQUESTS = 20_000;
const INCIDENTS = 500;
const ITEMS = 20_000;
const FIRST_AT = Date.parse('2024-01-01T00:00:00Z');
const STEP_MS = 600_000;
const AIM_MS = 1000;
const REPO = 'acme/shop';

/** Prints what it costs to join the records of a large repository and to measure them, beside reading the same records from JSON. */
export async function run(report: (line: string) => void): Promise<void> {
  const lines = [...recordsOf()].map((record) => JSON.stringify(record));
  const records: DeliveryRecord[] = [...recordsOf()];
  const applications = [compileApplication({ name: 'Shop', repo: [REPO] })];
  const monorepo = Array.from({ length: 10 }, (_, place) =>
    compileApplication({ name: `App ${place}`, repo: [REPO], path: [`apps/${place}`] }),
  );
  report(
    `delivery: ${thousands(COMMITS)} commits, ${thousands(DEPLOYMENTS)} deployments, ${thousands(PULL_REQUESTS)} pull requests, ` +
      `${thousands(INCIDENTS)} incidents, ${(lines.reduce((sum, line) => sum + line.length, 0) / 1e6).toFixed(0)} MB of JSON`,
  );
  const reading = cpuOf(await timedOften(() => readAll(lines), 7, 3));
  const joining = cpuOf(await timedOften(() => joinDelivery(records, applications), 7, 3));
  const aim = joining < AIM_MS ? 'met' : 'missed';
  report(
    `  joined for one application: ${ms(joining)} of CPU (aim ${ms(AIM_MS)}: ${aim}), against ${ms(reading)} to parse the records: ` +
      `ratio ${(joining / reading).toFixed(2)}; bound by a map of hashes and an object for each change`,
  );
  const ten = cpuOf(await timedOften(() => joinDelivery(records, monorepo), 3, 1));
  report(
    `  joined for ten applications by path: ${ms(ten)}, ${(ten / joining).toFixed(1)} times as long; each walks the commits again`,
  );
  const back = cpuOf(await timedOften(() => joinDelivery(rollingBack(records), applications), 3, 1));
  report(`  every second deployment far back in time: ${ms(back)}, ${(back / joining).toFixed(1)} times as long`);

  const delivery = joinDelivery(records, applications);
  const [application] = delivery.applications;
  if (application === undefined) throw new Error('one application was given');
  const input = { application, window: windowOf('Europe/Berlin', '2024-06-03', '2025-06-02') };
  const measuring = cpuOf(await timedOften(() => measureDelivery(input), 7, 3));
  report(`  every measure of one year: ${ms(measuring)}`);
  const weekly = cpuOf(
    await timedOften(() => DELIVERY_METRICS.map((metric) => deliveryWeekly(metric, input, { withItems: false })), 7, 3),
  );
  report(`  every measure week by week, 52 weeks, with limits: ${ms(weekly)}`);
  const items = cpuOf(
    await timedOften(
      () => {
        const deliveryOf = itemDeliveries(delivery);
        for (let item = 0; item < ITEMS; item += 1) deliveryOf(`SHOP-${item}`);
      },
      5,
      2,
    ),
  );
  report(`  ${thousands(ITEMS)} items with their events: ${ms(items)}`);
}

function cpuOf(all: readonly Taken[]): number {
  return spreadOf(all.map((one) => one.cpuMs)).p50;
}

function readAll(lines: readonly string[]): number {
  let count = 0;
  for (const line of lines) if (JSON.parse(line) !== null) count += 1;
  return count;
}

/** A hash in its usual length, the same for a number each time. */
function hashOf(number: number): string {
  return (
    (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').repeat(4) +
    number.toString(16).padStart(8, '0')
  );
}

/** A trunk on which every fifth commit merges a branch of three; every twentieth commit is deployed, some of it goes wrong. */
function* recordsOf(): Generator<DeliveryRecord> {
  for (let number = 0; number < COMMITS; number += 1) {
    const inFive = number % 5;
    const trunk = number - inFive - 1;
    const parents = inFive === 4 ? [trunk, number - 1] : [number - 1];
    const at = FIRST_AT + number * STEP_MS;
    yield {
      kind: 'change',
      id: `${REPO}@${hashOf(number)}`,
      repo: REPO,
      sha: hashOf(number),
      parents: parents.filter((parent) => parent >= 0).map(hashOf),
      committedAt: at,
      authoredAt: at - STEP_MS,
      keys: [`SHOP-${Math.floor(number / 5) % ITEMS}`],
      isMerge: inFive === 4,
      isRevert: number % 97 === 0,
      isBot: number % 11 === 0,
      paths: [`apps/${number % 10}/src/main.ts`, 'README.md'],
    };
  }
  const each = COMMITS / DEPLOYMENTS;
  for (let number = 0; number < DEPLOYMENTS; number += 1) {
    const node = (number + 1) * each - 1;
    const createdAt = FIRST_AT + node * STEP_MS + STEP_MS;
    yield {
      kind: 'deployment',
      id: `d${number}`,
      repo: REPO,
      application: null,
      environment: 'production',
      sha: hashOf(number % 50 === 49 ? node - each : node),
      status: number % 20 === 7 ? 'failed' : 'succeeded',
      createdAt,
      finishedAt: createdAt + STEP_MS,
      url: null,
      isRollback: null,
      isUnplanned: null,
    };
  }
  for (let number = 0; number < PULL_REQUESTS; number += 1) {
    const merge = number * 5 + 4;
    const openedAt = FIRST_AT + (merge - 3) * STEP_MS;
    const mergedAt = FIRST_AT + merge * STEP_MS;
    yield {
      kind: 'pull-request',
      id: `${REPO}#${number}`,
      repo: REPO,
      number: String(number),
      title: `Change ${number}`,
      url: null,
      targetBranch: 'main',
      keys: [`SHOP-${number % ITEMS}`],
      commits: [merge - 3, merge - 2, merge - 1].map(hashOf),
      mergeCommit: hashOf(merge),
      firstCommitAt: openedAt - STEP_MS,
      openedAt,
      firstResponseAt: openedAt + STEP_MS,
      approvedAt: mergedAt - 1,
      mergedAt,
      closedAt: mergedAt,
      additions: number % 300,
      deletions: number % 50,
      isRevert: false,
      isBot: number % 11 === 0,
    };
  }
  for (let number = 0; number < INCIDENTS; number += 1) {
    const openedAt = FIRST_AT + number * 200 * STEP_MS + 7 * STEP_MS;
    yield {
      kind: 'incident',
      id: `i${number}`,
      title: `Incident ${number}`,
      url: null,
      application: 'Shop',
      repo: REPO,
      openedAt,
      detectedAt: null,
      restoredAt: openedAt + 6 * STEP_MS,
      deployments: [],
      changes: [],
      item: null,
    };
  }
}

/** The worst that deployments can do to a search for ancestors: each second one brings back what was there at the beginning. */
function rollingBack(records: readonly DeliveryRecord[]): readonly DeliveryRecord[] {
  let number = 0;
  return records.map((record) => {
    if (record.kind !== 'deployment') return record;
    number += 1;
    return number % 2 === 0 ? { ...record, sha: hashOf(5 * number + 2) } : record;
  });
}
