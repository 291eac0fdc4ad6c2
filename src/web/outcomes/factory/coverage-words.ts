import type { Coverage } from '../../../outcomes/feature-factory.ts';

/** How an initiative or epic stands with its outcome, in words; in the order of the page. */
export const COVERAGES: readonly { readonly id: Coverage; readonly name: string; readonly means: string }[] = [
  { id: 'none', name: 'without', means: 'no outcome is stated' },
  { id: 'after-start', name: 'after the start', means: 'the outcome was stated when the work had begun' },
  { id: 'not-valid', name: 'not valid', means: 'fails its check, or lacks an owner, a target or a date' },
  { id: 'overridden', name: 'overridden', means: 'fails its check and stands with a reason' },
  { id: 'covered-by-parent', name: 'by the parent', means: 'what it belongs to has an outcome' },
  { id: 'valid', name: 'whole', means: 'stated whole before the work began' },
  { id: 'exempt', name: 'exempt', means: 'a class of work that needs none; left out of the ratio' },
];
