import type { HeldReview, ReviewRow } from '../../api/outcomes.ts';
import type { Sentence } from '../../api/view.ts';
import type { Look, ReviewBody } from '../../outcomes/review.ts';
import type { App } from '../app.ts';
import { calendarFeed } from '../calendar-feed.ts';
import { conflict, invalid } from '../errors.ts';
import { count } from '../words.ts';
import { evaluateOutcome } from './evaluate-outcome.ts';
import { keep, keptOf, REVIEW } from './kept.ts';
import { readBook } from './outcome-book.ts';
import { heldReviewOf, reviewRowsOf, seriesFor, stateIn } from './outcome-page.ts';

/** What a person says in a review. */
export type ReviewSaid = Pick<
  ReviewBody,
  'look' | 'actual' | 'learned' | 'decision' | 'confirmedBy' | 'isUsed' | 'adoption' | 'known' | 'reopenedBecause'
> & { readonly basedOn: number };

const ORDER: readonly ReviewRow['state'][] = ['overdue', 'due', 'coming', 'held'];

/** Reviews of all outcomes, the overdue ones first; those that were held are left out. */
export async function listReviews(app: App): Promise<{ sentence: Sentence; reviews: ReviewRow[] }> {
  const { outcomes } = await readBook(app);
  const reviews = outcomes
    .flatMap(reviewRowsOf)
    .filter((review) => review.state !== 'held')
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.dueOn < b.dueOn ? -1 : 1));
  return { sentence: reviewsSentence(reviews), reviews };
}

export function reviewsSentence(reviews: readonly ReviewRow[]): Sentence {
  const of = (state: ReviewRow['state']): number => reviews.filter((review) => review.state === state).length;
  const overdue = of('overdue');
  if (reviews.length === 0)
    return [{ text: 'No review is due or coming: nothing that has an outcome was delivered lately.' }];
  return [
    { text: `${count(of('due'), 'review')} ${of('due') === 1 ? 'is' : 'are'} due, ` },
    {
      text: overdue === 0 ? 'none is overdue' : `${overdue} overdue`,
      isSignal: overdue > 0,
      ...(overdue === 0 ? {} : { opens: { to: 'page', page: 'reviews' } as const }),
    },
    { text: `, and ${of('coming')} will come.` },
  ];
}

/**
 * Holds a review: what people say, and beside it what the method says on that day. One that was held is opened again with a reason; the
 * earlier version stays. Throws NotFound, Invalid, Conflict.
 */
export async function holdReview(app: App, id: string, said: ReviewSaid): Promise<HeldReview> {
  const { basedOn, ...body } = said;
  const book = await readBook(app);
  const state = stateIn(book, id);
  if (state.deliveredOn === null) {
    throw invalid(
      'review: the outcome is not delivered yet; where its work has no timeline, set the day of delivery by hand with the reason',
    );
  }
  if (basedOn === 0 && state.reviews.some((review) => review.body.look === said.look)) {
    throw conflict(
      `review: the review at month ${said.look} was held already; open it again from its latest version, with the reason`,
    );
  }
  if (basedOn > 0 && said.reopenedBecause === null) {
    throw invalid('review: say why a review that was held is opened again');
  }
  const series = await seriesFor(app, book, state);
  const seen = evaluateOutcome(book, state, series, { look: said.look, known: said.known });
  const { verdict, grade } = judged(seen.evaluated?.evaluation ?? null, said.look);
  const evaluation = seen.evaluated?.evaluation ?? null;
  await keep(app, REVIEW, {
    id: reviewId(id, said.look),
    basedOn,
    body: { ...body, outcome: id, heldOn: state.today, evaluation, verdict, grade },
  });
  return heldReviewOf(await keptOf(app, REVIEW, reviewId(id, said.look)));
}

/** Before month six only harm is a verdict; without a series the review is a person’s report. Source: methods.md 5.4, 5.7. */
function judged(
  evaluation: { readonly verdict: string; readonly grade: string } | null,
  look: Look,
): { readonly verdict: string | null; readonly grade: string | null } {
  if (evaluation === null) return { verdict: look === 6 ? 'NOT-ASSESSABLE' : null, grade: 'E' };
  const isVerdict = look === 6 || evaluation.verdict === 'HARM';
  return { verdict: isVerdict ? evaluation.verdict : null, grade: evaluation.grade };
}

/** A review's id: one for each look. */
export function reviewId(outcome: string, look: Look): string {
  return `${outcome}.${look}`;
}

/** Reviews as a calendar that other programs subscribe to: a day each. */
export async function reviewCalendar(app: App, address: string): Promise<string> {
  const { reviews } = await listReviews(app);
  return calendarFeed(
    { product: 'Reviews', name: 'Outcome reviews', now: app.now() },
    reviews.map(({ outcome, title, look, dueOn }) => ({
      id: `${outcome}.${look}`,
      day: dueOn,
      summary: `Review at month ${look}: ${title}`,
      address: `${address}/outcomes/${encodeURIComponent(outcome)}`,
    })),
  );
}
