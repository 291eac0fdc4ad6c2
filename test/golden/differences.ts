/**
 * Compares what was expected with what was found: an object asks for the keys that it names and no more; a list asks for all its
 * elements in order; `{"set": […]}` for the same elements in any order; `{"fraction": [2, 3]}` for that number; `{"near": 0.5,
 * "within": 0.1}` for a number so near. Other numbers agree to nine digits, instants however they are written. Gives the places that
 * differ, in words.
 */
export function differences(expected: unknown, found: unknown, place: string): readonly string[] {
  if (typeof expected === 'number') return isNear(expected, found) ? [] : [tell(place, expected, found)];
  if (Array.isArray(expected)) return listDifferences(expected, found, place);
  if (!isRecord(expected)) return isSame(expected, found) ? [] : [tell(place, expected, found)];
  const { fraction, set, near, within } = expected;
  if (Array.isArray(fraction)) {
    const value = Number(fraction[0]) / Number(fraction[1]);
    return isNear(value, found) ? [] : [tell(place, `${fraction.join('/')} = ${value}`, found)];
  }
  if (Array.isArray(set)) {
    return listDifferences(set.toSorted(byText), Array.isArray(found) ? found.toSorted(byText) : found, place);
  }
  if (typeof near === 'number' && typeof within === 'number') {
    return typeof found === 'number' && Math.abs(found - near) <= within ? [] : [tell(place, `about ${near}`, found)];
  }
  if (!isRecord(found)) return [tell(place, expected, found)];
  return Object.entries(expected).flatMap(([key, value]) => differences(value, found[key], `${place}.${key}`));
}

function listDifferences(expected: readonly unknown[], found: unknown, place: string): readonly string[] {
  if (!Array.isArray(found) || found.length !== expected.length) return [tell(place, expected, found)];
  const list: readonly unknown[] = found;
  return expected.flatMap((value, index) => differences(value, list[index], `${place}[${index}]`));
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function isSame(expected: unknown, found: unknown): boolean {
  if (expected === found) return true;
  if (typeof expected !== 'string' || typeof found !== 'string') return false;
  return INSTANT.test(expected) && INSTANT.test(found) && Date.parse(expected) === Date.parse(found);
}

function isNear(expected: number, found: unknown): boolean {
  return typeof found === 'number' && Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [JSON.stringify(one) ?? '', JSON.stringify(other) ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}

function tell(place: string, expected: unknown, found: unknown): string {
  return `${place}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
}
