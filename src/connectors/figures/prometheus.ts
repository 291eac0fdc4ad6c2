import { z } from 'zod';
import { dayOf, type Figure, type FigureSpan, lastOfEachDay, numberOf, UnreadableFigures } from './figure.ts';
import { readJson } from './read-json.ts';

const answer = z.object({
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});

const DAY_MS = 86_400_000;

/** Figures of a Prometheus query, one a day, each the value at the end of its day (UTC). Throws UnreadableFigures. */
export async function readPrometheusFigures(
  source: { readonly url: string; readonly query: string },
  { from, to }: FigureSpan,
): Promise<readonly Figure[]> {
  const asked = new URL(`${source.url.replace(/\/+$/, '')}/api/v1/query_range`);
  asked.searchParams.set('query', source.query);
  asked.searchParams.set('start', String((Date.parse(`${from}T00:00:00Z`) + DAY_MS - 1000) / 1000));
  asked.searchParams.set('end', String((Date.parse(`${to}T00:00:00Z`) + DAY_MS - 1000) / 1000));
  asked.searchParams.set('step', '86400');
  const read = answer.safeParse(await readJson(asked.href));
  if (!read.success) {
    throw new UnreadableFigures(`${asked.host} gave no series of values for the query; try it there as a range query`);
  }
  const { result } = read.data.data;
  const [series] = result;
  if (series === undefined) return [];
  if (result.length > 1) {
    throw new UnreadableFigures(
      `the query gives ${result.length} series, and a metric is one; sum or choose with sum(…) or a label`,
    );
  }
  return lastOfEachDay(
    series.values.flatMap(([seconds, text]) => {
      const day = dayOf(seconds * 1000);
      const value = numberOf(text);
      return day === null || value === null ? [] : [{ day, value }];
    }),
  );
}
