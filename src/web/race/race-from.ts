import type { ViewHeader } from '../../api/view.ts';
import type { Race } from '../../flow/series/race.ts';
import { formatSpan } from '../format.ts';
import { writeOpen } from '../open.ts';
import type { RaceData, RacePart, RaceReturn, RaceStep } from './race-data.ts';

/** The race's picture from what the engine measured: steps in map order, returns between them, and the mouth. */
export function raceFrom(race: Race, window: ViewHeader['window']): RaceData {
  const places = new Map(race.steps.map((step, index) => [step.step, index]));
  const steps = race.steps.map(
    (step): RaceStep => ({
      name: step.step,
      stage: step.stage,
      state: step.state,
      load: step.load,
      limit: step.limit,
      medianSeconds: step.medianVisitSeconds,
      share: step.share,
      waitingPart: waitingPartOf(step),
    }),
  );
  const returns = race.returns.flatMap((one): readonly RaceReturn[] => {
    const from = places.get(one.from);
    const to = places.get(one.to);
    return from === undefined || to === undefined || to >= from
      ? []
      : [{ from, to, count: one.moves, items: one.items }];
  });
  const placeOf = (isIt: (step: Race['steps'][number]) => boolean): number | null => {
    const place = race.steps.findIndex(isIt);
    return place < 0 ? null : place;
  };
  return {
    steps,
    returns,
    constraint: placeOf((step) => step.isConstraint),
    waitsLongest: placeOf((step) => step.isLongestWait),
    mouth: {
      heading: `Finished in ${formatSpan(window.from, window.to)}`,
      total: race.mouth.finished,
      byKind: race.mouth.byKind,
      cancelled: race.mouth.cancelled,
    },
  };
}

/** How much of a step's time was waiting or blocked; where no time was spent, what its state says. */
function waitingPartOf(step: Race['steps'][number]): number {
  const { waitingShare, share, state } = step;
  if (waitingShare === null || share === null || share === 0) return state === 'active' ? 0 : 1;
  return Math.min(1, Math.max(0, waitingShare / share));
}

const MOST_KEYS = 150;

/** What a part of the picture opens, as written in the address. */
export function openOf(data: RaceData, part: RacePart): string {
  switch (part.part) {
    case 'step':
      return writeOpen({ to: 'step', step: data.steps[part.step]?.name ?? '' });
    case 'return': {
      const keys = data.returns.find((one) => one.from === part.from && one.to === part.to)?.items ?? [];
      if (keys.length === 0 || keys.length > MOST_KEYS) {
        return writeOpen({ to: 'measure', metric: 'backflow-rate', where: {} });
      }
      const from = data.steps[part.from]?.name ?? '';
      const to = data.steps[part.to]?.name ?? '';
      return writeOpen({ to: 'items', keys, title: `Came back from ${from} to ${to}` });
    }
    case 'constraint':
      return writeOpen({ to: 'measure', metric: 'constraint', where: {} });
    case 'finished':
      return writeOpen({
        to: 'measure',
        metric: 'flow-velocity',
        where: part.kind === null ? {} : { kind: part.kind },
      });
  }
}
