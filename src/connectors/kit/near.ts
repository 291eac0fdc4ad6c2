/** Whether two words differ by one or two letters, as a misspelling does. Short words must be nearer. */
export function isNear(one: string, other: string): boolean {
  const allowed = Math.min(one.length, other.length) <= 4 ? 1 : 2;
  return one !== other && Math.abs(one.length - other.length) <= allowed && distance(one, other) <= allowed;
}

/** Letters to add, remove or replace to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
