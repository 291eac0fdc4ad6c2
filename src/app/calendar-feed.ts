/** A day of a calendar that other programs subscribe to. */
export interface CalendarDay {
  /** Unlike any other of this installation. */
  readonly id: string;
  readonly day: string;
  readonly summary: string;
  readonly address: string;
}

/** Days as a calendar (RFC 5545), one event each. `now`: ms UTC. */
export function calendarFeed(
  calendar: { readonly product: string; readonly name: string; readonly now: number },
  days: readonly CalendarDay[],
): string {
  const stamp = new Date(calendar.now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const events = days.flatMap(({ id, day, summary, address }) => [
    'BEGIN:VEVENT',
    `UID:${id}@millrace`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `SUMMARY:${escaped(summary)}`,
    `URL:${address}`,
    'END:VEVENT',
  ]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Millrace//${calendar.product}//EN`,
    `NAME:${calendar.name}`,
    ...events,
    'END:VCALENDAR',
  ];
  return lines.flatMap(folded).join('\r\n').concat('\r\n');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll(/\r?\n/g, '\\n');
}

/** Lines of at most 75 bytes; what is longer goes on behind a blank. Source: RFC 5545 3.1. */
function folded(line: string): readonly string[] {
  const lines: string[] = [];
  let rest = '';
  let bytes = 0;
  for (const mark of line) {
    const size = Buffer.byteLength(mark);
    if (bytes + size > 74) {
      lines.push(rest);
      rest = ' ';
      bytes = 1;
    }
    rest += mark;
    bytes += size;
  }
  return [...lines, rest];
}
