import type { Day } from '../../flow/calendar.ts';
import { addDays, daysBetween, weekOf } from '../../flow/calendar.ts';

/**
 * The Monday on which something happens about `weeks` before the end, as weeks before the end; around the turn of the year,
 * when hardly anybody is at work, it is put off to the middle of January.
 */
export function eventWeeksLeft(endOn: Day, weeks: number): number {
  let monday = weekOf(addDays(endOn, -7 * weeks));
  for (let date = monday.slice(5); date >= '12-12' || date <= '01-11'; date = monday.slice(5))
    monday = addDays(monday, 7);
  return daysBetween(monday, endOn) / 7;
}
