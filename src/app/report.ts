/** How far long work is; thrown out of by `Stopped` when somebody asked it to stop. */
export type Report = (progress: {
  readonly done: number;
  readonly total: number | null;
  readonly message: string;
}) => Promise<void>;

/** Long work was asked to stop, by a person or because the program ends; what it had applied stays whole. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly isProgramEnding: boolean;

  constructor(isProgramEnding: boolean) {
    super(
      isProgramEnding
        ? 'stopped because the program ended; it goes on at the next start'
        : 'stopped on request; what was applied so far stays whole',
    );
    this.isProgramEnding = isProgramEnding;
  }
}
