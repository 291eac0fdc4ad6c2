/** Object ids of PostgreSQL's column types, the same in every installation. */
export const INT8 = 20;
export const TEXT = 25;
export const DATE = 1082;
export const INT8_ARRAY = 1016;
export const DATE_ARRAY = 1182;

/** A whole number of the database as a number, refused rather than rounded where a number cannot hold it. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`The database returned ${text}, which is too large to be held exactly; cast it to text.`);
  }
  return value;
}
