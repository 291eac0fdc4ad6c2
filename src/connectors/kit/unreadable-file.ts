/** A file that cannot be read, or not read on: missing, truncated, corrupted, of another format. An expected failure. */
export class UnreadableFile extends Error {
  readonly file: string;

  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file}: ${problem}`, cause === undefined ? undefined : { cause });
    this.name = 'UnreadableFile';
    this.file = file;
  }
}
