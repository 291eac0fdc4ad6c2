import type { ItemFacts } from '../../src/flow/facts.ts';
import {
  agesBefore,
  atEndOf,
  average,
  bands,
  cancelledOf,
  committedOf,
  completedOf,
  countedDays,
  endOf,
  isIn,
  isOpenStep,
  keys,
  lengthOf,
  openOf,
  openSteps,
  perKind,
  ranked,
  type Said,
  type Seen,
  seconds,
  staysOf,
  weeksOf,
} from './seen.ts';

/** A second, slow reading of methods.md 2.2 to 2.8 and 2.12: what each measure must say of a window, from the facts of its items. */
export const MEASURE_MODELS: Readonly<Record<string, (seen: Seen) => Said>> = {
  'flow-velocity': (seen) => {
    const done = completedOf(seen);
    return { value: { total: done.length, byKind: countKinds(done) }, n: done.length, items: keys(done) };
  },
  'flow-time': (seen) => {
    const { timed, excluded } = timedOf(seen);
    const times = timed.map((facts) => facts.flowTimeMs ?? 0);
    if (timed.length === 0) return null;
    return { value: { ...bands(times), mean: average(times) }, n: timed.length, items: keys(timed), excluded };
  },
  'flow-efficiency': (seen) => {
    const { timed, excluded } = timedOf(seen);
    const value = efficiency(seen);
    return value === null ? null : { value, n: timed.length, items: keys(timed), excluded };
  },
  'flow-load': (seen) => {
    const stays = staysOf(seen);
    const open = atEndOf(seen);
    const { fromAt, endAt } = seen.window;
    const both = (is: (stay: { facts: ItemFacts; step: number }) => boolean) => ({
      atEnd: open.filter(is).length,
      average: lengthOf(stays.filter(is)) / (endAt - fromAt),
    });
    return {
      value: {
        ...both(() => true),
        byKind: perKind((kind) => both(({ facts }) => facts.kind === kind)),
        byStep: openSteps(seen).map(({ name, limit, index }) => ({
          step: name,
          limit,
          ...both(({ step }) => step === index),
        })),
      },
      n: open.length,
      items: open.map(({ facts }) => facts.item),
    };
  },
  'flow-distribution': (seen) => {
    const done = completedOf(seen);
    const stays = staysOf(seen);
    const all = lengthOf(stays);
    if (done.length === 0) return null;
    return {
      value: {
        velocity: perKind((kind) => done.filter((facts) => facts.kind === kind).length / done.length),
        load: all === 0 ? null : perKind((kind) => lengthOf(stays.filter(({ facts }) => facts.kind === kind)) / all),
      },
      n: done.length,
      items: keys(done),
    };
  },
  age: (seen) => {
    const open = openOf(seen);
    const ages = open.map((facts) => seen.window.asOf - (facts.committedAt ?? 0));
    const old = ages.filter((ms) => ms > 90 * 86_400_000).length;
    if (open.length === 0) return null;
    const items = open.map((facts, place) => ({
      ...named(seen, facts),
      kind: facts.kind,
      team: facts.team,
      ageSeconds: seconds(ages[place] ?? 0),
    }));
    const paused = open.filter((facts) => facts.isPaused).length;
    return {
      value: { ...bands(ages), olderThan90Days: old, shareOlderThan90Days: old / open.length, paused, items },
      n: open.length,
      items: keys(open),
    };
  },
  'backflow-rate': (seen) => {
    const moves = seen.items.flatMap((facts) =>
      facts.moves.filter((move) => isIn(seen, move.at)).map((move) => ({ ...move, item: facts.item })),
    );
    const back = moves.filter((move) => move.to < move.from);
    if (moves.length === 0) return null;
    const { steps } = seen.stream;
    const returns = steps.flatMap((from) =>
      steps.flatMap((to) => {
        const own = back.filter((move) => move.from === from.index && move.to === to.index);
        const items = [...new Set(own.map((move) => move.item))];
        return own.length === 0 ? [] : [{ from: from.name, to: to.name, moves: own.length, items }];
      }),
    );
    return {
      value: {
        rate: back.length / moves.length,
        backward: back.length,
        moves: moves.length,
        revivals: seen.items.flatMap((facts) => revivalsOf(seen, facts)).filter((at) => isIn(seen, at)).length,
        returns: returns.toSorted((a, b) => b.moves - a.moves),
      },
      n: moves.length,
      items: [...new Set(back.map((move) => move.item))],
    };
  },
  'reopen-rate': (seen) => {
    const stays = seen.items.flatMap((facts) =>
      facts.closedStays
        .filter((stay) => stay.outcome === 'completed' && isIn(seen, stay.beginAt))
        .map((stay) => ({ item: facts.item, isReopened: stay.left === 'reopened' })),
    );
    const reopened = stays.filter((stay) => stay.isReopened);
    if (stays.length === 0) return null;
    return {
      value: { rate: reopened.length / stays.length, reopened: reopened.length, completedStays: stays.length },
      n: stays.length,
      items: [...new Set(reopened.map((stay) => stay.item))],
    };
  },
  'net-flow': (seen) => {
    const [came, went] = [committedOf(seen), completedOf(seen)];
    const weeks = weeksOf(seen).map(({ week, isPart, fromAt, endAt }) => {
      const arrivals = came.filter(({ committedAt }) => fromAt <= (committedAt ?? 0) && (committedAt ?? 0) < endAt);
      const completions = went.filter(({ completedAt }) => fromAt <= (completedAt ?? 0) && (completedAt ?? 0) < endAt);
      const net = arrivals.length - completions.length;
      return { week, isPart, arrivals: arrivals.length, completions: completions.length, net };
    });
    return {
      value: { arrivals: came.length, completions: went.length, net: came.length - went.length, weeks },
      n: came.length + went.length,
      items: [...new Set(keys([...came, ...went]))],
    };
  },
  'littles-law': (seen) => {
    const { fromAt, endAt } = seen.window;
    const stays = staysOf(seen).filter((stay) => stay.to > stay.from);
    const touched = [...new Set(stays.map(({ facts }) => facts.item))];
    const [H, A, T] = [lengthOf(stays), touched.length, endAt - fromAt];
    if (A === 0) return null;
    return {
      value: {
        averageLoad: H / T,
        itemsPerDay: (A / T) * 86_400_000,
        secondsPerItem: H / A / 1000,
        itemsInProcess: A,
        itemSeconds: seconds(H),
        windowSeconds: seconds(T),
        arrivals: committedOf(seen).length,
        departures: completedOf(seen).length + cancelledOf(seen).length,
        meanAgeAtStartSeconds: average(agesBefore(seen, fromAt)),
        meanAgeAtEndSeconds: average(agesBefore(seen, endAt)),
      },
      n: A,
      items: touched,
    };
  },
  'flow-debt': (seen) => {
    const { endAt } = seen.window;
    const { timed, excluded } = timedOf(seen);
    const mean = average(timed.map((facts) => facts.flowTimeMs ?? 0));
    if (mean === null) return null;
    const arrived = seen.items.filter((facts) => {
      if (facts.committedAt === null || facts.committedAt >= endAt) return false;
      if (endOf(facts) < endAt) return facts.completedAt !== null;
      const last = facts.visits.findLast((visit) => visit.enterAt < endAt);
      return seen.stream.steps[last?.step ?? -1]?.state !== 'new';
    });
    const completions = arrived.filter((facts) => endOf(facts) < endAt).length;
    const arrivedAt = arrived.map((facts) => facts.committedAt ?? 0).toSorted((a, b) => a - b);
    const sinceSeconds = seconds(endAt - (arrivedAt[completions - 1] ?? endAt));
    return {
      value: {
        debtSeconds: sinceSeconds - mean,
        sinceSeconds,
        meanFlowTimeSeconds: mean,
        arrivals: arrived.length,
        completions,
      },
      n: timed.length,
      items: keys(timed),
      excluded,
    };
  },
  'pace-bands': (seen) => {
    const { timed, excluded } = timedOf(seen);
    const highest = new Map<string, number>();
    if (timed.length === 0) return null;
    const value = openSteps(seen).map(({ name, index }) => {
      const ages = timed.flatMap((facts) => {
        const since = facts.committedAt ?? 0;
        const exits = facts.visits.flatMap(({ step, enterAt, exitAt }) =>
          step === index && enterAt >= since && exitAt !== null ? exitAt - since : [],
        );
        return exits.length === 0 ? [] : Math.max(...exits);
      });
      const own = Object.entries(bands(ages)).map(([key, band]) => {
        if (band !== null) highest.set(key, Math.max(band, highest.get(key) ?? 0));
        return [key, band === null ? null : (highest.get(key) ?? null)];
      });
      return { step: name, n: ages.length, ...Object.fromEntries(own) };
    });
    return { value, n: timed.length, items: keys(timed), excluded };
  },
  stalled: (seen) => {
    const open = openOf(seen);
    const { stalledAfterDays: afterDays } = seen.stream.document.options;
    const still = open
      .filter((facts) => seen.window.asOf - facts.lastMovedAt >= afterDays * 86_400_000)
      .toSorted((a, b) => a.lastMovedAt - b.lastMovedAt);
    const items = still.map((facts) => ({
      ...named(seen, facts),
      stillSeconds: seconds(seen.window.asOf - facts.lastMovedAt),
    }));
    const share = open.length === 0 ? null : still.length / open.length;
    return {
      value: { afterDays, count: still.length, of: open.length, share, items },
      n: open.length,
      items: keys(still),
    };
  },
  'service-level': (seen) => {
    const { calendar, from, fromAt, asOf } = seen.window;
    const pastDay = new Date(Date.parse(from) - 84 * 86_400_000).toISOString().slice(0, 10);
    const past = { fromAt: calendar.startOf(pastDay), endAt: Math.min(fromAt, asOf) };
    const days = (items: readonly ItemFacts[]): readonly number[] =>
      items.map((facts) => countedDays(seen, facts.committedAt ?? 0, facts.completedAt ?? 0));
    const learned = days(timedOf({ ...seen, window: { ...seen.window, ...past } }).timed);
    const promised = ranked(learned, 85);
    if (promised === null) return null;
    const { timed, excluded } = timedOf(seen);
    const met = days(timed).filter((taken) => taken <= promised).length;
    const beyond = openOf(seen).filter((facts) => countedDays(seen, facts.committedAt ?? 0, asOf) > promised);
    return {
      value: {
        percent: 85,
        days: promised,
        from: pastDay,
        to: from,
        learnedFrom: learned.length,
        met,
        of: timed.length,
        share: timed.length === 0 ? null : met / timed.length,
        openBeyond: keys(beyond),
      },
      n: timed.length,
      items: keys(timed),
      excluded,
    };
  },
  'cancelled-share': (seen) => {
    const [gone, done] = [cancelledOf(seen), completedOf(seen)];
    const n = gone.length + done.length;
    if (n === 0) return null;
    return { value: { share: gone.length / n, cancelled: gone.length, completed: done.length }, n, items: keys(gone) };
  },
  'first-reported': (seen) => {
    const weeks = weeksOf(seen).map(({ week, isPart, fromAt, endAt }) => {
      const inWeek = (at: number): boolean => fromAt <= at && at < endAt;
      const reported = seen.items.filter(({ closedStays }) =>
        closedStays.some(
          (stay) =>
            stay.outcome === 'completed' && inWeek(stay.beginAt) && (stay.endAt === null || stay.endAt >= endAt),
        ),
      );
      const restated = completedOf(seen).filter((facts) => inWeek(facts.completedAt ?? 0));
      const withdrawn = keys(reported.filter((facts) => !restated.includes(facts)));
      return { week, isPart, firstReported: reported.length, restated: restated.length, withdrawn };
    });
    const firstReported = weeks.reduce((sum, week) => sum + week.firstReported, 0);
    const done = completedOf(seen);
    return { value: { firstReported, restated: done.length, weeks }, n: done.length, items: keys(done) };
  },
  'unplanned-share': (seen) => {
    const whole = weeksOf(seen).filter((week) => !week.isPart);
    const weeks = whole.map(({ week, fromAt, endAt }) => ({ week, ...unplanned(seen, fromAt, endAt) }));
    const later = weeks.reduce((sum, week) => sum + week.unplanned, 0);
    const committed = weeks.reduce((sum, week) => sum + week.committed, 0);
    if (committed === 0) return null;
    const items = whole.flatMap(({ fromAt, endAt }) =>
      dated(seen).filter(({ committedAt }) => fromAt < (committedAt ?? 0) && (committedAt ?? 0) < endAt),
    );
    return {
      value: { share: later / committed, unplanned: later, committed, weeks },
      n: committed,
      items: keys(items),
    };
  },
  'hand-offs': (seen) => {
    const { timed, excluded } = timedOf(seen);
    const isOfTeam = (facts: ItemFacts): boolean => facts.team !== null || facts.handedOffAt.length > 0;
    const counted = timed.filter(isOfTeam);
    if (counted.length === 0) return null;
    const counts = counted.map((facts) => ({
      item: facts.item,
      handOffs: facts.handedOffAt.filter((at) => (facts.committedAt ?? 0) <= at && at < (facts.completedAt ?? 0))
        .length,
    }));
    const total = counts.reduce((sum, one) => sum + one.handOffs, 0);
    const items = counts.filter((one) => one.handOffs > 0).toSorted((a, b) => b.handOffs - a.handOffs);
    const teamless = timed.filter((facts) => !isOfTeam(facts)).map(({ item }) => ({ item, reason: 'no-team' }));
    return {
      value: { perItem: total / counts.length, total, withAny: items.length, items },
      n: counted.length,
      items: keys(counted),
      excluded: [...excluded, ...teamless],
    };
  },
  'flow-predictability': (seen) => {
    const { calendar, fromAt, endAt } = seen.window;
    const ended = (seen.iterations ?? []).flatMap(({ name, from, to, planned: wanted }) => {
      const [startAt, closedAt] = [calendar.startOf(from), calendar.startOf(to)];
      const planned = wanted.flatMap((key) => seen.items.find((facts) => facts.item === key) ?? []);
      if (closedAt <= fromAt || closedAt > endAt || planned.length === 0) return [];
      const completed = planned.filter(({ completedAt: at }) => at !== null && startAt <= at && at < closedAt).length;
      return [{ result: { name, planned: planned.length, completed, share: completed / planned.length }, planned }];
    });
    if (ended.length === 0) return null;
    const shares = ended.map(({ result }) => result.share);
    const items = ended.flatMap(({ planned }) => keys(planned));
    return {
      value: {
        low: Math.min(...shares),
        high: Math.max(...shares),
        iterations: ended.map(({ result }) => result),
      },
      n: items.length,
      items: [...new Set(items)],
    };
  },
};

function named(seen: Seen, { item, title, step, isPaused, isBlocked }: ItemFacts) {
  return { item, title, step: seen.stream.steps[step]?.name ?? '', isPaused, isBlocked };
}

function countKinds(items: readonly ItemFacts[]) {
  return perKind((kind) => items.filter((facts) => facts.kind === kind).length);
}

function dated(seen: Seen): readonly ItemFacts[] {
  return committedOf({ ...seen, window: { ...seen.window, fromAt: Number.NEGATIVE_INFINITY } });
}

/** Completed in the window with a flow time, and those without. */
export function timedOf(seen: Seen) {
  const done = completedOf(seen);
  const timed = done.filter((facts) => facts.committedAt !== null);
  const excluded = done
    .filter((facts) => facts.committedAt === null)
    .map(({ item }) => ({ item, reason: 'never-started' }));
  return { timed, excluded };
}

export function efficiency(seen: Seen): number | null {
  const { timed } = timedOf(seen);
  const isBlind = seen.stream.steps.every(({ state }) => state !== 'waiting');
  if (isBlind && seen.items.every((facts) => facts.blocked.length === 0)) return null;
  const active = timed.reduce((sum, facts) => sum + facts.inProcessMs - facts.notActiveMs, 0);
  const all = timed.reduce((sum, facts) => sum + facts.inProcessMs, 0);
  return all === 0 ? null : active / all;
}

export function unplanned(seen: Seen, fromAt: number, endAt: number) {
  const of = (is: (c: number, end: number) => boolean): number =>
    seen.items.filter((facts) => facts.committedAt !== null && is(facts.committedAt, endOf(facts))).length;
  const later = of((c) => fromAt < c && c < endAt);
  return { unplanned: later, committed: later + of((c, end) => c <= fromAt && end > fromAt) };
}

/** When each cancelled stay that was revived led to waiting or active. */
function revivalsOf(seen: Seen, { closedStays, visits }: ItemFacts): readonly number[] {
  return closedStays.flatMap((stay) => {
    const visit = visits.find(({ enterAt, step }) => enterAt >= (stay.endAt ?? 0) && isOpenStep(seen, step));
    return stay.left !== 'revived' || visit === undefined ? [] : visit.enterAt;
  });
}
