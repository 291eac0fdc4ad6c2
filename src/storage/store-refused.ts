/** Why a store, backup or target was not touched. */
export type RefusalReason =
  | 'newer-than-program'
  | 'migration-failed'
  | 'not-empty'
  | 'not-a-backup'
  | 'damaged'
  | 'already-there'
  | 'copy-differs';

/** A store or a backup that must be left as it is. The message says what, which, and what to do. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
