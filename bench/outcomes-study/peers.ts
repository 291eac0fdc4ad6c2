import { cholesky, solveLower, solveUpper } from '../../src/statistics/cholesky.ts';
import { studentT } from '../../src/statistics/student-t.ts';

/** The usual tests, two-sided at 5 %: does the release show? */
type Peer = (values: readonly number[], before: number) => boolean;

/** Means before and after, of unequal variance. Source: Welch 1947. */
export const welch: Peer = (values, before) => {
  const [a, b] = [values.slice(0, before), values.slice(before)].map((part) => {
    const mean = part.reduce((sum, one) => sum + one, 0) / part.length;
    const spread = part.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (part.length - 1) / part.length;
    return { mean, spread, n: part.length };
  });
  if (a === undefined || b === undefined) return false;
  const variance = a.spread + b.spread;
  const degrees = variance ** 2 / (a.spread ** 2 / (a.n - 1) + b.spread ** 2 / (b.n - 1));
  return isSignificant((b.mean - a.mean) / Math.sqrt(variance), degrees);
};

/** Level, release and trend, errors taken for independent. */
export const ordinary: Peer = (values, before) => {
  const { estimate, residuals, inverse, rows } = regress(values, before);
  const degrees = values.length - rows.length;
  const variance = residuals.reduce((sum, one) => sum + one * one, 0) / degrees;
  return isSignificant(estimate / Math.sqrt(variance * (inverse[1]?.[1] ?? Number.NaN)), degrees);
};

/** As `ordinary`, its error mended for correlation up to the usual lag. Source: Newey and West 1987, 1994. */
export const neweyWest: Peer = (values, before) => {
  const { estimate, residuals, inverse, rows } = regress(values, before);
  const n = values.length;
  const lags = Math.floor(4 * (n / 100) ** (2 / 9));
  // What each point adds to the release’s coefficient.
  const scores = residuals.map(
    (residual, at) =>
      residual * rows.reduce((sum, row, column) => sum + (inverse[1]?.[column] ?? 0) * (row[at] ?? 0), 0),
  );
  let variance = scores.reduce((sum, one) => sum + one * one, 0);
  for (let lag = 1; lag <= lags; lag += 1) {
    const weight = 1 - lag / (lags + 1);
    for (let at = lag; at < n; at += 1) variance += 2 * weight * (scores[at] ?? 0) * (scores[at - lag] ?? 0);
  }
  const degrees = n - rows.length;
  return isSignificant(estimate / Math.sqrt((variance * n) / degrees), degrees);
};

function isSignificant(t: number, degrees: number): boolean {
  return 2 * (1 - studentT(degrees).cdf(Math.abs(t))) < 0.05;
}

function regress(values: readonly number[], before: number) {
  const n = values.length;
  const rows = [
    values.map(() => 1),
    values.map((_, at) => (at >= before ? 1 : 0)),
    values.map((_, at) => at / n - 0.5),
  ];
  const k = rows.length;
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);
  const lower =
    cholesky(Float64Array.from(rows.flatMap((a) => rows.map((b) => dot(a, b)))), k) ?? new Float64Array(k * k);
  const solve = (right: ArrayLike<number>) => solveUpper(lower, k, solveLower(lower, k, right));
  const coefficients = solve(rows.map((row) => dot(row, values)));
  const inverse = rows.map((_, column) => solve(rows.map((__, at) => (at === column ? 1 : 0))));
  const residuals = values.map((value, at) => {
    return value - rows.reduce((sum, row, column) => sum + (coefficients[column] ?? 0) * (row[at] ?? 0), 0);
  });
  return { estimate: coefficients[1] ?? Number.NaN, residuals, inverse, rows };
}
