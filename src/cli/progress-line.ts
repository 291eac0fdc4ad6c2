/** Progress of long work on standard error: a line that is written over on a terminal, a line every few seconds elsewhere. */
export interface ProgressLine {
  readonly show: (progress: {
    readonly done: number;
    readonly total: number | null;
    readonly message: string;
    readonly detail?: string;
  }) => void;
  readonly end: () => void;
}

const EVERY_MS = { terminal: 100, elsewhere: 5_000 } as const;

export function progressLine(stream: NodeJS.WriteStream = process.stderr, now: () => number = Date.now): ProgressLine {
  const isTerminal = stream.isTTY === true;
  const startedAt = now();
  let lastAt = isTerminal ? 0 : startedAt;
  let width = 0;
  return {
    show: ({ done, total, message, detail }) => {
      const at = now();
      if (at - lastAt < (isTerminal ? EVERY_MS.terminal : EVERY_MS.elsewhere)) return;
      lastAt = at;
      const share = total === null || total === 0 ? '' : ` ${Math.floor((done / total) * 100)} %`;
      const more = detail === undefined ? '' : ` · ${detail}`;
      const text = `millrace: ${message}${share}${more}${timeLeft(done, total, at - startedAt)}`;
      if (isTerminal) stream.write(`\r${text.padEnd(width)}`);
      else stream.write(`${text}\n`);
      width = text.length;
    },
    end: () => {
      if (isTerminal && width > 0) stream.write(`\r${' '.repeat(width)}\r`);
    },
  };
}

function timeLeft(done: number, total: number | null, elapsedMs: number): string {
  if (total === null || done <= 0 || elapsedMs < 1_000) return '';
  const seconds = Math.round(((elapsedMs / done) * (total - done)) / 1000);
  return seconds >= 60 ? ` · about ${Math.round(seconds / 60)} min left` : ` · about ${seconds} s left`;
}
