/** So many requests are under way at once: enough for a tool that takes its time to answer, and far from what one forbids. */
const AT_ONCE = 4;

/**
 * Reads some things side by side and gives what was read in their order. Fails with the first failure as soon as what is
 * under way has ended; nothing is begun after it.
 */
export async function sideBySide<Thing, Read>(
  things: readonly Thing[],
  read: (thing: Thing) => Promise<Read>,
): Promise<readonly Read[]> {
  const waiting = things.entries();
  const done: { readonly at: number; readonly result: Read }[] = [];
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (const [at, thing] of waiting) {
      try {
        done.push({ at, result: await read(thing) });
      } catch (error) {
        hasFailed = true;
        throw error;
      }
      if (hasFailed) return;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return done.toSorted((one, other) => one.at - other.at).map(({ result }) => result);
}
