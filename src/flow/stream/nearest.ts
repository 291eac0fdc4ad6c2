/** Words that people write for a key or value of the document, and what they mean here. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  name: ['stream', 'step', 'team'],
  title: ['stream', 'step'],
  wip: ['limit'],
  wiplimit: ['limit'],
  tz: ['timeZone'],
  zone: ['timeZone'],
  scope: ['items'],
  category: ['state'],
  issuetype: ['type'],
  workflow: ['steps'],
  columns: ['steps'],
  holidays: ['dates'],
  todo: ['waiting', 'new'],
  queue: ['waiting'],
  wait: ['waiting'],
  inprogress: ['active'],
  doing: ['active'],
  closed: ['done'],
  resolved: ['done'],
  backlog: ['new'],
  bug: ['defect'],
  subtask: ['task'],
  yes: ['true'],
  on: ['true'],
  no: ['false'],
  off: ['false'],
};

/**
 * The allowed word that a written one was likely meant to be; null when none is near.
 * Case, hyphens and blanks do not count; otherwise one letter in three may differ.
 */
export function nearest(written: string, allowed: readonly string[]): string | null {
  const word = bare(written);
  const meant = SYNONYMS[word]?.find((one) => allowed.includes(one));
  if (meant !== undefined) return meant;
  const begun = word.length < 3 ? [] : allowed.filter((candidate) => bare(candidate).startsWith(word));
  if (begun.length === 1 && begun[0] !== undefined) return begun[0];
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of allowed) {
    const distance = editDistance(word, bare(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** Letters to add, take away, change or swap with their neighbour to make one word of the other; `limit` when that many or more. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let twoBack: number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(
        (before[column] ?? limit) + 1,
        (here[column - 1] ?? limit) + 1,
        (before[column - 1] ?? limit) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, (twoBack[column - 2] ?? limit) + 1);
      }
      here.push(least);
    }
    twoBack = before;
    before = here;
  }
  return Math.min(before[other.length] ?? limit, limit);
}
