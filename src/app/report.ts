/** How far long work is; thrown out of by `Stopped` when somebody asked it to stop. */
export type Report = (progress: {
  readonly done: number;
  readonly total: number | null;
  readonly message: string;
}) => Promise<void>;

/** Long work was asked to stop; what it had applied stays whole. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  constructor() {
    super('stopped on request; what was applied so far stays whole');
  }
}
