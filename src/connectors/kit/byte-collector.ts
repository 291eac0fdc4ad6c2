/** Keeps the bytes from a beginning in one chunk to an end in the same or a later one. */
export interface Collector {
  readonly enter: () => void;
  readonly leave: (chunk: Buffer) => void;
  readonly begin: (at: number, byte: number) => void;
  /** Bytes from the beginning to `end`; null when there are more than may be kept. */
  readonly take: (chunk: Buffer, end: number) => Buffer | null;
  readonly isOpen: () => boolean;
  readonly from: () => number;
}

/** A collector that keeps at most `maxBytes` at a time. */
export function collectorOf(maxBytes: number): Collector {
  let isOpen = false;
  let isTooLarge = false;
  let start = 0;
  let byte = 0;
  let kept = 0;
  let pieces: Buffer[] = [];
  const keep = (piece: Buffer): void => {
    kept += piece.length;
    if (kept > maxBytes) {
      isTooLarge = true;
      pieces = [];
    } else if (piece.length > 0) pieces.push(piece);
  };
  return {
    enter: () => {
      start = 0;
    },
    leave: (chunk) => {
      if (isOpen) keep(chunk.subarray(start));
    },
    begin: (at, atByte) => {
      isOpen = true;
      isTooLarge = false;
      start = at;
      byte = atByte;
      kept = 0;
      pieces = [];
    },
    take: (chunk, end) => {
      keep(chunk.subarray(start, end));
      const [only, second] = pieces;
      isOpen = false;
      const whole = isTooLarge ? null : second === undefined ? (only ?? Buffer.alloc(0)) : Buffer.concat(pieces);
      pieces = [];
      return whole;
    },
    isOpen: () => isOpen,
    from: () => byte,
  };
}
