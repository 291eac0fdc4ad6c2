import type { App } from '../app.ts';
import { dayInWords } from '../words.ts';
import { outcomePageOf } from './outcome-page.ts';
import { figureInWords, verdictInWords } from './outcome-sentence.ts';

/** A one-page summary for team and stakeholders, and a draft comment for the epic. Nothing is sent. */
export async function shareOutcome(app: App, id: string): Promise<{ markdown: string; comment: string; path: string }> {
  const page = await outcomePageOf(app, id);
  const { row } = page;
  const path = `/outcomes/${encodeURIComponent(id)}`;
  const said = page.sentence
    .map((part) => part.text)
    .join('')
    .trim();
  const figures = [
    ['Promised', page.anticipated === null ? null : figureInWords(page.anticipated, changeUnit(row.unit))],
    ['Worth doing from', page.minimum === null ? null : figureInWords(page.minimum, changeUnit(row.unit))],
    ['Seen since release', effectInWords(page.evaluated, changeUnit(row.unit))],
    ['Stated confidence', row.confidence === null ? null : `${Math.round(row.confidence * 100)} %`],
    ['Evidence', page.evaluated === null ? null : `grade ${page.evaluated.evaluation.grade}`],
  ].filter((line): line is [string, string] => line[1] !== null);
  const assumptions = page.evaluated?.evaluation.assumptions ?? [];
  const reviews = page.reviews.map(
    (review) =>
      `- Month ${review.look}, ${dayInWords(review.heldOn)}: ${review.learned} Decision: ${review.decision}.${review.verdict === null ? '' : ` ${verdictInWords(review.verdict)}.`}`,
  );
  const markdown = [
    `# ${row.title}`,
    '',
    ...(row.isSample ? ['*Sample data.*', ''] : []),
    said,
    '',
    `> ${row.statement}`,
    '',
    ...figures.map(([name, figure]) => `- ${name}: ${figure}`),
    ...(page.evaluationReason === null ? [] : ['', page.evaluationReason]),
    ...(assumptions.length === 0
      ? []
      : ['', '## What this rests on', '', ...assumptions.map(({ status, note }) => `- ${status}: ${note}`)]),
    ...(reviews.length === 0 ? [] : ['', '## Reviews', '', ...reviews]),
    '',
  ].join('\n');
  // Where the title is the metric's name, the sentence begins with it.
  const comment = [said.startsWith(row.title) ? said : `${row.title}: ${said}`, `Details: ${path}`].join('\n\n');
  return { markdown, comment, path };
}

/** A share moves by points: “8 %” of a share could be either. */
function changeUnit(unit: string | null): string | null {
  return unit === '%' ? 'points' : unit;
}

function effectInWords(
  evaluated: Awaited<ReturnType<typeof outcomePageOf>>['evaluated'],
  unit: string | null,
): string | null {
  const effect = evaluated?.evaluation.effect;
  if (effect === undefined || effect.estimate === null || effect.low === null || effect.high === null) return null;
  const level = Math.round(effect.level * 100);
  return `${figureInWords(effect.estimate, unit)} in the wanted direction (${level} % interval ${figureInWords(effect.low, null)} to ${figureInWords(effect.high, null)})`;
}
