import { nearest } from './nearest.ts';

/** Whether days can be told in a zone of that name. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What to say of a zone that does not exist. */
export function unknownTimeZone(zone: string): string {
  const meant = nearest(zone, [...Intl.supportedValuesOf('timeZone'), 'UTC']);
  const hint = meant === null ? 'use a name such as Europe/Berlin or UTC' : `did you mean "${meant}"?`;
  return `"${zone}" is not a known time zone; ${hint}`;
}
