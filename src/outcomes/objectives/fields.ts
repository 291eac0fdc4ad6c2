import { z } from 'zod';

const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

/** Text of a statement, as long as a page. Edge: the character U+0000 is refused, for no database holds it. */
export const text = z
  .string()
  .max(10_000)
  .refine((value) => !value.includes('\0'), 'must not hold the character U+0000');

/** A name, or the id of something. */
export const name = text.max(200);

/** A day of the calendar that work is done in: others are slips of the hand. */
export const day = z.iso
  .date('must be a day such as 2027-03-31')
  .refine((value) => value >= FIRST_DAY && value <= LAST_DAY, `must lie in ${FIRST_DAY} to ${LAST_DAY}`);

/** A figure in the unit of whatever it belongs to; never infinite. */
export const figure = z.number().finite();
