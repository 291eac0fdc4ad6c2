import type { Look, Probabilities, Verdict } from './evaluation.ts';

/** How sure a look must be. Source: methods.md 5.6, 5.7. */
export interface Certainty {
  /** Of the interval, and of two-sided statements: 95 %, at the earlier looks 99 %. */
  readonly level: number;
  /** For HARM and PARTLY REALISED: the one side of that interval. */
  readonly twoSided: number;
  /** For NO WORTHWHILE EFFECT and REALISED. */
  readonly oneSided: number;
}

/** The certainty that a look asks for. Source: methods.md 5.7. */
export function certaintyOf(look: Look): Certainty {
  return look === 6
    ? { level: 0.95, twoSided: 0.975, oneSided: 0.95 }
    : { level: 0.99, twoSided: 0.995, oneSided: 0.99 };
}

/**
 * The first of the verdicts that holds for an effect of grade A, B or C. At month 1 only harm is a verdict.
 * NOT ASSESSABLE where a probability is not known. Source: methods.md 5.6, 5.7.
 */
export function verdictOf(probabilities: Probabilities, look: Look): Verdict {
  const { positive, atLeastMinimum, belowMinimum, negative } = probabilities;
  if (positive === null || atLeastMinimum === null || belowMinimum === null || negative === null)
    return 'NOT-ASSESSABLE';
  const { oneSided, twoSided } = certaintyOf(look);
  if (negative >= twoSided) return 'HARM';
  if (look === 1) return 'INCONCLUSIVE';
  if (belowMinimum >= oneSided) return 'NO-WORTHWHILE-EFFECT';
  if (atLeastMinimum >= oneSided) return 'REALISED';
  if (positive >= twoSided) return 'PARTLY-REALISED';
  return 'INCONCLUSIVE';
}
