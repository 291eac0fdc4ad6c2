import type { ItemRecord } from './item-record.ts';
import type { Line } from './line.ts';
import type { Interruption, Station } from './plan.ts';
import type { WorkItem } from './work-item.ts';
import type { World } from './world.ts';
import { drawMean, instantNow, planFor } from './world.ts';

/** Which interruption, if any, work on an item meets at a station. Where the place is kept, fewer and shorter ones. */
export function drawInterruption(world: World, station: Station): Interruption | null {
  let luck = world.random.uniform() * (station.keepsPlace ? 4 : 1);
  for (const one of world.plan.interruptions) {
    luck -= one.chance;
    if (luck < 0) return one.how === 'pause' && station !== world.plan.stations[world.plan.rework] ? null : one;
  }
  return null;
}

/** Work stops: flagged, in a status that means blocked or that nobody mapped, behind another item, or put back for a while. */
export function interrupt(
  world: World,
  line: Line,
  item: WorkItem,
  station: Station,
  interruption: Interruption,
  rest: number,
): void {
  const { record } = item;
  const at = instantNow(world);
  const hours = drawMean(world.random, interruption.days * 8 * (station.keepsPlace ? 0.25 : 1), 0.8);
  item.token += 1;
  if (!station.keepsPlace) line.release(item);
  switch (interruption.how) {
    case 'flag':
      record.setFlag(at, true);
      planFor(world, item, hours, () => {
        record.setFlag(instantNow(world), false);
        line.resume(item, rest);
      });
      return;
    case 'status':
      record.setStatus(at, interruption.status);
      planFor(world, item, hours, () => {
        if (station.work !== null) record.setStatus(instantNow(world), station.work);
        line.resume(item, rest);
      });
      return;
    case 'pause':
      line.leave(item);
      record.setStatus(at, world.plan.statuses.created);
      planFor(world, item, hours, () => line.arrive(item, world.plan.rework, { as: world.plan.statuses.reopened }));
      return;
    case 'link':
      waitForOther(world, line, item, hours, rest);
      return;
  }
}

function waitForOther(world: World, line: Line, item: WorkItem, hours: number, rest: number): void {
  const { random } = world;
  const at = instantNow(world);
  const other = random.chance(0.75) ? drawOpenItem(world, item) : null;
  const far = other === null && random.chance(0.7) ? drawOpenElsewhere(world, at) : null;
  const blocker = other?.record.item ?? far?.item ?? `OPS-${100 + random.integer(900)}`;
  const near = other?.record ?? far;
  const said = { type: 'is blocked by', item: blocker };
  const answer = { type: 'blocks', item: item.record.item };
  item.record.setLink(at, said, true);
  near?.setLink(at, answer, true);
  item.isWaitingForOther = true;
  const token = item.token;
  const goOn = (isRemoved: boolean) => (): void => {
    if (item.token !== token || !item.isWaitingForOther) return;
    item.isWaitingForOther = false;
    const now = instantNow(world);
    if (isRemoved) {
      item.record.setLink(now, said, false);
      near?.setLink(now, answer, false);
    }
    line.resume(item, rest);
  };
  other?.waiters.push(goOn(random.chance(0.3)));
  const farEnd =
    far === null ? undefined : far.changes.find((change) => change.at > at && change.field === 'resolution')?.at;
  if (farEnd !== undefined) world.agenda.plan(world.hours.hourOf(farEnd), goOn(true));
  planFor(world, item, other === null ? hours : hours * 2, goOn(true));
}

/** An item in process here that does not itself wait for another. */
function drawOpenItem(world: World, item: WorkItem): WorkItem | null {
  const recent = world.items.slice(-400);
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const one = recent[world.random.integer(recent.length)];
    if (one !== undefined && one !== item && one.phase === 'process' && !one.isWaitingForOther) return one;
  }
  return null;
}

function drawOpenElsewhere(world: World, at: number): ItemRecord | null {
  if (world.elsewhere.length === 0) return null;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const one = world.elsewhere[world.random.integer(world.elsewhere.length)];
    const end = one?.changes.find((change) => change.field === 'resolution')?.at ?? Number.POSITIVE_INFINITY;
    const begin = one?.changes[0]?.at ?? Number.POSITIVE_INFINITY;
    if (one !== undefined && begin < at && at < end) return one;
  }
  return null;
}
