/**
 * What a question costs by Linear's own rule: a tenth of a point for a property, a point for an object, and what stands in a
 * connection as often as its page is long (50 where it does not say).
 */
export function complexityOf(query: string, variables: Readonly<Record<string, unknown>>): number {
  const tokens: readonly string[] = query.match(/\w+|[{}():$!,.[\]]|"[^"]*"/g) ?? [];
  let place = tokens.indexOf('{');
  const numberOf = (text: string | undefined): number => {
    const value = text !== undefined && /^\d+$/.test(text) ? Number(text) : variables.first;
    return typeof value === 'number' ? value : 50;
  };
  const selection = (): number => {
    let cost = 0;
    place += 1;
    while (place < tokens.length && tokens[place] !== '}') {
      place += tokens[place + 1] === ':' ? 3 : 1;
      let times: number | null = null;
      if (tokens[place] === '(') {
        const end = tokens.indexOf(')', place);
        const given = tokens.slice(place, end);
        const first = given.indexOf('first');
        if (first !== -1) times = numberOf(given[first + 2] === '$' ? given[first + 3] : given[first + 2]);
        place = end + 1;
      }
      if (tokens[place] === '{') {
        const inner = selection();
        cost += times === null ? 1 + inner : times * inner;
      } else cost += 0.1;
    }
    place += 1;
    return cost;
  };
  // Tenths do not add up to whole points in binary.
  return Math.ceil(Math.round(selection() * 10) / 10);
}
