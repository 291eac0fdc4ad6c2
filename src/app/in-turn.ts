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

/**
 * The same values in their order, those together that came while the ones before were worked on: asking goes on meanwhile, until what
 * waits weighs `most`. `isAlone`: never put together with others. A failure comes after all values before it. `leave` is told when nobody
 * takes values any more, so that what is asked for need not be waited for.
 */
export async function* gathered<Value>(
  values: AsyncIterable<Value>,
  {
    weigh,
    most,
    isAlone,
    leave,
  }: {
    readonly weigh: (value: Value) => number;
    readonly most: number;
    readonly isAlone: (value: Value) => boolean;
    readonly leave?: () => void;
  },
): AsyncGenerator<readonly Value[]> {
  const reading = values[Symbol.asyncIterator]();
  const waiting: Value[] = [];
  let weight = 0;
  const failures: unknown[] = [];
  let isEnded = false;
  let isLeft = false;
  let wakeReader = (): void => undefined;
  let wakeTaker = (): void => undefined;
  const readAll = async (): Promise<void> => {
    try {
      for (;;) {
        const { value, done } = await reading.next();
        if (done === true) break;
        waiting.push(value);
        weight += weigh(value);
        wakeTaker();
        while (weight >= most && !isLeft) await new Promise<void>((resolve) => (wakeReader = resolve));
        if (isLeft) break;
      }
    } catch (failure) {
      failures.push(failure);
    }
    isEnded = true;
    wakeTaker();
  };
  const read = readAll();
  try {
    for (;;) {
      while (waiting.length === 0 && !isEnded) await new Promise<void>((resolve) => (wakeTaker = resolve));
      if (waiting.length === 0) break;
      const alone = waiting.findIndex(isAlone);
      const taken = waiting.splice(0, alone < 0 ? waiting.length : Math.max(1, alone));
      weight -= taken.reduce((sum, value) => sum + weigh(value), 0);
      wakeReader();
      yield taken;
    }
    if (failures.length > 0) throw failures[0];
  } finally {
    isLeft = true;
    leave?.();
    wakeReader();
    await read;
    await reading.return?.();
  }
}
