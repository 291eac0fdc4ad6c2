/**
 * A read that those who wait share: one runs at a time, and whoever asks while it runs gets the answer of the next. So an answer was
 * always begun after it was asked for, as if each had asked alone, and twenty at once cost two reads.
 */
export function shareRead<Answer>(read: () => Promise<Answer>): () => Promise<Answer> {
  let running: Promise<unknown> | null = null;
  let next: Promise<Answer> | null = null;
  const begin = (): Promise<Answer> => {
    const answer = read();
    const ended = answer.then(
      () => undefined,
      () => undefined,
    );
    running = ended;
    return answer.finally(() => {
      if (running === ended) running = null;
    });
  };
  return () => {
    if (running === null) return begin();
    next ??= running.then(() => {
      next = null;
      return begin();
    });
    return next;
  };
}
