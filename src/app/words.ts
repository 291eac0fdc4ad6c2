/** Figures and days in words, the same on every page, in reports and on the command line. Source: methods.md 0; experience.md (words). */

const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Days with one decimal, whole when there is none: `9`, `9.4`. */
export function daysFigure(ms: number): string {
  const days = Math.round((ms / DAY_MS) * 10) / 10;
  return Number.isInteger(days) ? String(days) : days.toFixed(1);
}

/** `9.4 days`, `1 day`, and under a day in hours or minutes: `5 hours`, `20 minutes`. */
export function duration(ms: number): string {
  if (ms >= DAY_MS * 0.95) return counted(daysFigure(ms), 'day');
  if (ms >= 3_600_000) return counted(String(Math.round(ms / 3_600_000)), 'hour');
  return counted(String(Math.max(0, Math.round(ms / 60_000))), 'minute');
}

function counted(figure: string, noun: string): string {
  return `${figure} ${noun}${figure === '1' ? '' : 's'}`;
}

/** `1 item`, `31 items`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}

/** A whole percentage: `38 %`; small ones that are not zero say so: `under 1 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1 %';
  return `${Math.round(share * 100)} %`;
}

/** `14 Nov 2026`. */
export function dayInWords(day: string): string {
  const [year = '', month = '1', date = '1'] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** How long a window is: `twelve weeks`, `90 days`, `a year`. */
export function windowInWords(days: number): string {
  if (days === 1) return 'one day';
  if (days === 365 || days === 366) return 'a year';
  if (days % 7 === 0) {
    const weeks = days / 7;
    return `${numberInWords(weeks)} week${weeks === 1 ? '' : 's'}`;
  }
  return `${days} days`;
}

/** Numbers to twelve as words. */
export function numberInWords(n: number): string {
  return SMALL[n] ?? String(n);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
