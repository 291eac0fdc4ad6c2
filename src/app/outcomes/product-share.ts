import type { Factory } from '../../api/outcomes.ts';
import { calendarOf } from '../../flow/calendar.ts';
import { flowVelocity } from '../../flow/metrics/flow-velocity.ts';
import { windowOf } from '../../flow/window.ts';
import type { App } from '../app.ts';
import { loadOpened, openStreams } from '../load-stream.ts';
import { NO_FILTER } from '../stream-data.ts';
import { count, listed, percent } from '../words.ts';

/** What a stream's document calls itself when it ends with its project; any other type is a product that stays. */
const PROJECT = 'project';

/**
 * Of the items finished in the window, the share in streams that serve a product for as long as it lives, by `identity.type` of their
 * documents. Streams that do not say are left out and counted; null where none says.
 */
export async function productShareOf(
  app: App,
  { from, to }: { readonly from: string; readonly to: string },
  only?: string,
): Promise<Factory['product']> {
  let products = 0;
  let of = 0;
  const silent: string[] = [];
  for (const open of await openStreams(app)) {
    const { stream, stored, now } = open;
    if (only !== undefined && stored.streamId !== only) continue;
    const type = stream.document.identity?.type?.trim().toLowerCase();
    if (type === undefined) {
      silent.push(stream.name);
      continue;
    }
    const { data } = await loadOpened(app, open);
    const window = windowOf(stream.timeZone, from, to, Math.min(now, calendarOf(stream.timeZone).startOf(to)));
    const velocity = flowVelocity.measure(data.inputFor(window, NO_FILTER));
    if (velocity.status !== 'measured') continue;
    of += velocity.value.total;
    if (type !== PROJECT) products += velocity.value.total;
  }
  const share = of === 0 ? null : products / of;
  return { share, of, unknown: silent, sentence: inWords(share, of, silent) };
}

function inWords(share: number | null, of: number, silent: readonly string[]): string {
  const left =
    silent.length === 0 ? '' : ` ${listed(silent)} ${silent.length === 1 ? 'does' : 'do'} not say which it is.`;
  if (share === null) return `No stream that says whether it is a product or a project finished anything.${left}`;
  return `${percent(share)} of ${count(of, 'finished item')} ${of === 1 ? 'was' : 'were'} about a product rather than a project.${left}`;
}
