import type { Verdict } from './evaluation.ts';

export type AdoptionKind = 'not-used' | 'used-without-effect' | 'used-with-effect';

/**
 * Whether what was delivered is used, and whether that shows: not used below the adoption target; used with effect where the verdict is REALISED
 * or PARTLY REALISED; used without (the wanted) effect at NO WORTHWHILE EFFECT or HARM. null where adoption is not known, or it is used and
 * nobody can say whether it worked. Source: methods.md 5.6.
 */
export function adoptionKind(
  verdict: Verdict,
  adoption: { readonly actual: number | null; readonly target: number },
): AdoptionKind | null {
  if (adoption.actual === null) return null;
  if (adoption.actual < adoption.target) return 'not-used';
  switch (verdict) {
    case 'REALISED':
    case 'PARTLY-REALISED':
      return 'used-with-effect';
    case 'NO-WORTHWHILE-EFFECT':
    case 'HARM':
      return 'used-without-effect';
    case 'INCONCLUSIVE':
    case 'NOT-ASSESSABLE':
      return null;
  }
}
