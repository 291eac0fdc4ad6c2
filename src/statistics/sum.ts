/**
 * The sum with the rounding error carried along (Neumaier), so that the order and size of the values do not matter.
 * 0 for no values.
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  // An infinite total has no rounding error to mend, and adding it would give no number at all.
  return Number.isFinite(total) ? total + lost : total;
}

/** The arithmetic mean; null for no values (unknown is never zero). Source: methods.md 0. */
export function mean(values: ArrayLike<number>): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
