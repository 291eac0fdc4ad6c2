/** What the crash test imports: a stream, and batches of items whose histories follow from their names. */
export const STREAM_TEXT = `version: 1
stream: Crashing
timeZone: UTC
flowItem: story
levels: [{level: story}]
kinds: [{kind: feature}]
steps:
  - {step: Ready, state: waiting, statuses: [Ready]}
  - {step: Doing, state: active, statuses: [Doing]}
  - {step: Done, state: done, statuses: [Done]}
`;

/** More than one batch of an import. */
export const ITEMS_AN_IMPORT = 700;

/** An events file of a batch: each item ready, in work, and every second one done. */
export function eventsOf(batch: string): string {
  const rows = ['item,at,status'];
  for (let item = 0; item < ITEMS_AN_IMPORT; item += 1) {
    const key = `B${batch}-${item}`;
    const minute = String(item % 60).padStart(2, '0');
    rows.push(`${key},2026-01-05T08:${minute}:00Z,Ready`, `${key},2026-01-06T08:${minute}:00Z,Doing`);
    if (item % 2 === 0) rows.push(`${key},2026-01-07T08:${minute}:00Z,Done`);
  }
  return `${rows.join('\n')}\n`;
}
