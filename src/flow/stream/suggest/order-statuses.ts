import type { StatusesSeen } from './status-counts.ts';

/** Beyond so many statuses the first order is kept as it is: trying every place for every status would take long. */
const MOST_TRIED = 150;

/**
 * Places of the statuses in the order that items usually pass them: the order that the fewest items contradict, as far as moving
 * single statuses finds it. What counts is when an item first had a status, so loops through a reopened one do not bend it.
 */
export function orderStatuses({ statuses, before }: StatusesSeen): readonly number[] {
  const lead = statuses.map((_, place) => leadOf(place, statuses.length, before));
  let order = [...statuses.keys()].toSorted((a, b) => (lead[b] ?? 0) - (lead[a] ?? 0) || a - b);
  if (order.length > MOST_TRIED) return order;
  for (let round = 0; round < order.length; round += 1) {
    const next = moveEach(order, before);
    if (next.every((place, index) => place === order[index])) break;
    order = next;
  }
  return order;
}

type Before = StatusesSeen['before'];

/** Mean over the other statuses of the share of items that had this one first, less the share that had the other first. */
function leadOf(place: number, count: number, before: Before): number {
  let sum = 0;
  let compared = 0;
  for (let other = 0; other < count; other += 1) {
    const first = before(place, other);
    const second = before(other, place);
    if (other === place || first + second === 0) continue;
    sum += (first - second) / (first + second);
    compared += 1;
  }
  return compared === 0 ? 0 : sum / compared;
}

/** Moves each status to the place where the fewest items contradict the order; stays where no other place is better. */
function moveEach(start: readonly number[], before: Before): number[] {
  const order = [...start];
  for (const status of start) {
    const from = order.indexOf(status);
    order.splice(from, 1);
    let best = 0;
    let bestIndex = from;
    // Cost of standing behind the first `index` others, relative to standing before all of them.
    let cost = 0;
    const costs = [0];
    for (const other of order) {
      cost += before(status, other) - before(other, status);
      costs.push(cost);
    }
    best = costs[from] ?? 0;
    costs.forEach((one, index) => {
      if (one < best) {
        best = one;
        bestIndex = index;
      }
    });
    order.splice(bestIndex, 0, status);
  }
  return order;
}
