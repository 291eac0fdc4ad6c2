/** Moves labels apart that would lie on each other, keeping their order and staying near where they belong. */
export function spreadLabels(wanted: readonly number[], least: number): readonly number[] {
  const placed = [...wanted];
  for (let index = 1; index < placed.length; index += 1) {
    placed[index] = Math.max(placed[index] ?? 0, (placed[index - 1] ?? 0) + least);
  }
  const shift = placed.reduce((sum, one, index) => sum + one - (wanted[index] ?? 0), 0) / Math.max(1, placed.length);
  return placed.map((one) => one - shift);
}
