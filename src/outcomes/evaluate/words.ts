import type { Direction, Effect, Evaluation, Grade, Look, Probabilities, Verdict } from './evaluation.ts';
import { inWords, percentInWords } from './figures.ts';

export interface Told {
  readonly direction: Direction;
  readonly grade: Grade;
  readonly points: Evaluation['points'];
  readonly effect: Effect;
  readonly probabilities: Probabilities;
  readonly verdict: Verdict;
  readonly minimum: number;
  readonly anticipated: number;
  readonly look: Look;
  /** Why there is no interval, where there is none although the points would do. */
  readonly obstacle: string | null;
  readonly notes: readonly string[];
}

/** Why the verdict is what it is, and what was done to the series. */
export function reasonOf(told: Told): string {
  return [ground(told), ...told.notes].join('; ');
}

function ground({ verdict, grade, points, probabilities, look, obstacle, minimum, anticipated, effect }: Told): string {
  const { positive, atLeastMinimum, belowMinimum, negative } = probabilities;
  switch (verdict) {
    case 'NOT-ASSESSABLE':
      if (obstacle !== null) return obstacle;
      return (
        `there are ${points.before} points before and ${points.after} after the release, and a verdict needs 24 and 6: ` +
        `grade ${grade} only describes`
      );
    case 'HARM':
      return `the chance that the metric moved the wrong way is ${percentInWords(negative ?? 0)}`;
    case 'NO-WORTHWHILE-EFFECT':
      return `the chance that the effect is under the worthwhile ${inWords(minimum)} is ${percentInWords(belowMinimum ?? 0)}`;
    case 'REALISED':
      return `the chance that the effect is at least the worthwhile ${inWords(minimum)} is ${percentInWords(atLeastMinimum ?? 0)}`;
    case 'PARTLY-REALISED':
      return (
        `the chance of any wanted effect is ${percentInWords(positive ?? 0)}, of the worthwhile ${inWords(minimum)} only ` +
        percentInWords(atLeastMinimum ?? 0)
      );
    case 'INCONCLUSIVE':
      if (look === 1) return 'month 1 shows the raw change only, and checks for harm; the verdict comes at month 6';
      return (
        `the chance of the worthwhile ${inWords(minimum)} is ${percentInWords(atLeastMinimum ?? 0)} and of any wanted effect ` +
        `${percentInWords(positive ?? 0)}: ${width(effect, minimum, anticipated)}`
      );
  }
}

function width({ low, high }: Effect, minimum: number, anticipated: number): string {
  if (low === null || high === null) return 'neither is sure enough';
  return high - low > 2 * anticipated
    ? `the metric varies so much that an effect of ${inWords(anticipated)} cannot be seen yet; a control series or a longer look would help`
    : `what is left open lies on both sides of ${low <= 0 ? '0' : inWords(minimum)}; a longer look would help`;
}

const WORDS: Readonly<Record<Verdict, string>> = {
  REALISED: 'the promise is realised',
  'PARTLY-REALISED': 'the promise is partly realised',
  'NO-WORTHWHILE-EFFECT': 'there is no worthwhile effect',
  HARM: 'the metric moved the wrong way',
  INCONCLUSIVE: 'that is inconclusive',
  'NOT-ASSESSABLE': 'that describes, and cannot be judged',
};

/** What happened, in one sentence. */
export function sentenceOf(told: Told): string {
  const { effect, verdict, direction, anticipated, minimum, look } = told;
  const moved = (wanted: number) => {
    if (wanted === 0) return 'no higher or lower';
    return `${inWords(Math.abs(wanted))} ${wanted > 0 === (direction === 'up') ? 'higher' : 'lower'}`;
  };
  const promise = `promised were ${inWords(anticipated)}, worthwhile from ${inWords(minimum)}`;
  if (effect.estimate === null)
    return `What the release did cannot be said: ${told.obstacle ?? WORDS[verdict]} (${promise}).`;
  if (effect.low === null || effect.high === null) {
    const raw = `Since the release the mean is ${moved(effect.estimate)} than before it`;
    return look === 1 && verdict === 'INCONCLUSIVE'
      ? `${raw}; that is the raw change, and no verdict yet (${promise}).`
      : `${raw}: ${WORDS[verdict]} (${promise}).`;
  }
  return (
    `Since the release the level is ${moved(effect.estimate)} than the path without it would be ` +
    `(${100 * effect.level} % interval: ${moved(effect.low)} to ${moved(effect.high)}): ${WORDS[verdict]} (${promise}).`
  );
}
