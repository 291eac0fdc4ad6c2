import type { StreamPlan } from './plan.ts';

/** The same stream larger or smaller: arrivals, places, limits and brakes scale together. */
export function scalePlan(plan: StreamPlan, scale: number): StreamPlan {
  if (!(scale > 0)) throw new RangeError(`scale: must be above zero, not ${scale}`);
  if (scale === 1) return plan;
  const whole = (count: number): number => Math.max(1, Math.round(count * scale));
  return {
    ...plan,
    steps: plan.steps.map((step) => (step.limit === undefined ? step : { ...step, limit: whole(step.limit) })),
    stations: plan.stations.map((station) => {
      const { brake, hours } = station;
      const places = whole(station.places);
      // Rounding places changes what they can do; the hours make up for it.
      const correction = station.places === 0 ? 1 : places / (station.places * scale);
      return {
        ...station,
        places,
        begunAtMost: station.begunAtMost === null ? null : whole(station.begunAtMost),
        hours: (weeksLeft: number, load: number) => hours(weeksLeft, load / scale) * correction,
        brake: brake === null ? null : (weeksLeft: number) => brake(weeksLeft) * scale,
      };
    }),
    pull: plan.pull === null ? null : { ideas: whole(plan.pull.ideas), ready: whole(plan.pull.ready) },
    epicsPerWeek: (weeksLeft) => plan.epicsPerWeek(weeksLeft) * scale,
    arrivals: plan.arrivals.map((one) => ({
      kind: one.kind,
      perWeek: (weeksLeft: number) => one.perWeek(weeksLeft) * scale,
    })),
    callOffsPerDay: plan.callOffsPerDay * scale,
  };
}
