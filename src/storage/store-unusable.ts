export type UnusableReason =
  | 'disk-full'
  | 'not-writable'
  | 'not-a-folder'
  | 'other-version'
  | 'damaged'
  | 'unreachable';

/** A store that cannot be opened as it is. The message says why, which one, and what to do. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';
  readonly reason: UnusableReason;

  constructor(reason: UnusableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
