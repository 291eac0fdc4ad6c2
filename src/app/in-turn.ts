/** Work that is done piece after piece, each begun while whoever makes the pieces goes on to make the next. */
export interface InTurn<Piece> {
  /** Waits for the piece before, and begins this one. Throws what went wrong with the one before. */
  readonly begin: (piece: Piece) => Promise<void>;
  /** Waits for the last piece; throws what went wrong with it. */
  readonly finish: () => Promise<void>;
  /** Waits for the last piece, however it ends. */
  readonly settle: () => Promise<void>;
}

/** One piece is done at a time, in the order in which they are begun; after a failure none is begun any more. */
export function inTurn<Piece>(work: (piece: Piece) => Promise<void>): InTurn<Piece> {
  let last = Promise.resolve();
  return {
    begin: async (piece) => {
      await last;
      last = work(piece);
      // Told to whoever begins the next piece or finishes.
      last.catch(() => undefined);
    },
    finish: () => last,
    settle: () => last.catch(() => undefined),
  };
}

/** The same values, each asked for while the one before is worked on. */
export async function* readAhead<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
  const reading = values[Symbol.asyncIterator]();
  let next = reading.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done === true) return;
      next = reading.next();
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await reading.return?.();
  }
}
