import { noteChildBegun } from './containers.ts';
import { Demand } from './demand.ts';
import { Endings } from './endings.ts';
import { drawInterruption, interrupt } from './interruptions.ts';
import type { ItemRecord } from './item-record.ts';
import { Line } from './line.ts';
import type { StreamPlan } from './plan.ts';
import type { WorkHours } from './work-hours.ts';
import type { WorkItem } from './work-item.ts';
import type { World } from './world.ts';
import { createRecord, instantNow, worldOf } from './world.ts';

/** Runs one stream from the warm-up to the end and gives every item of every level in order of creation. */
export function simulateFlow(
  plan: StreamPlan,
  hours: WorkHours,
  seed: number,
  elsewhere: readonly ItemRecord[],
): readonly ItemRecord[] {
  const world = worldOf(plan, hours, seed, elsewhere);
  const { agenda, random } = world;
  const line: Line = new Line(world, {
    onBegun: (item) => begin(world, item),
    onPassed: (item) => endings.finish(item),
    interruptionOf: (_item, station) => drawInterruption(world, station),
    interrupt: (item, station, interruption, rest) => interrupt(world, line, item, station, interruption, rest),
  });
  const endings: Endings = new Endings(world, line, () => undefined);
  const demand = new Demand(world, line);
  demand.start();
  let month = '';
  hours.dayStarts.forEach(({ day, hour }, place) => {
    const isNewMonth = day.slice(0, 7) !== month;
    month = day.slice(0, 7);
    agenda.plan(hour + 0.4, () => demand.replenish());
    if (place % 5 === 3) {
      agenda.plan(hour + 5, () =>
        demand.groom(
          (item) => endings.callOff(item),
          (item) => endings.finishIdea(item),
        ),
      );
    }
    if (isNewMonth) agenda.plan(hour + 2, () => endings.putAway());
    agenda.plan(hour + 3 + 2 * random.uniform(), () => callOffSome(world, endings, hour));
  });
  agenda.runUntil(hours.end);
  return world.records;
}

/** Now and then something in process is called off. */
function callOffSome(world: World, endings: Endings, dayStart: number): void {
  const { items, random, plan } = world;
  const recent = items.filter((item) => item.phase === 'process' && dayStart - item.ideaSince > 16);
  for (let count = random.poisson(plan.callOffsPerDay); count > 0; count -= 1) {
    const item = recent[random.integer(Math.max(1, recent.length))];
    if (item !== undefined) endings.callOff(item);
  }
}

/** Work on an item begins: its epic is under way, and some items are cut into tasks. */
function begin(world: World, item: WorkItem): void {
  if (item.container !== null) noteChildBegun(world, item.container);
  if (item.hasTasks || item.kind !== 'story' || !world.random.chance(world.plan.chances.tasks)) return;
  item.hasTasks = true;
  const { plan, random, agenda, titles } = world;
  const work = plan.stations[plan.rework]?.work ?? plan.statuses.done;
  for (let count = 2 + random.integer(2); count > 0; count -= 1) {
    const task = createRecord(world, {
      title: titles.write('task', item.topic),
      type: 'Sub-task',
      status: plan.statuses.created,
      topic: item.topic,
      parent: item.record.item,
      labels: [],
      team: item.team,
    });
    const start = agenda.now + random.exponential(5);
    agenda.plan(start, () => task.setStatus(instantNow(world), work));
    agenda.plan(start + 1 + random.exponential(5), () => {
      const at = instantNow(world);
      task.setStatus(at, plan.statuses.done);
      task.setText(at, 'resolution', 'Done');
    });
  }
}
