/** A test of paths by folders and patterns: what lies in any of them. Paths are compared exactly, as Git does. Source: methods.md 4. */
export function pathTest(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map(oneTest);
  return (path) => tests.some((test) => test(path));
}

function oneTest(pattern: string): (path: string) => boolean {
  const bare = pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  if (bare === '' || bare === '.') return () => true;
  if (!/[*?]/.test(bare)) return (path) => path === bare || path.startsWith(`${bare}/`);
  const shape = segmentTests(bare.split('/'));
  return (path) => liesIn(path.split('/'), shape);
}

/** A test for each part between slashes; null stands for `**`, any number of parts. */
type Shape = readonly (((part: string) => boolean) | null)[];

function segmentTests(segments: readonly string[]): Shape {
  return segments.map((segment) => (segment === '**' ? null : wildcard(segment)));
}

function wildcard(segment: string): (part: string) => boolean {
  const source = segment
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  const shape = new RegExp(`^${source}$`, 'u');
  return (part) => shape.test(part);
}

/**
 * Whether a path, or a folder that it lies in, has the shape. Which parts of the shape can be reached is kept from part to part, so
 * that many `**` cost no more than their number.
 */
function liesIn(parts: readonly string[], shape: Shape): boolean {
  let reached = throughAny(new Set([0]), shape);
  for (const part of parts) {
    if (reached.has(shape.length)) return true;
    const next = new Set<number>();
    for (const place of reached) {
      const test = shape[place];
      if (test === undefined) continue;
      if (test === null) next.add(place);
      else if (test(part)) next.add(place + 1);
    }
    reached = throughAny(next, shape);
  }
  return reached.has(shape.length);
}

/** `**` may stand for no part at all. */
function throughAny(places: Set<number>, shape: Shape): Set<number> {
  for (const place of places) if (shape[place] === null) places.add(place + 1);
  return places;
}
