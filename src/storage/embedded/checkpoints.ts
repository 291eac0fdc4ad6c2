import type { Engine } from './engine.ts';

const MAX_LOG_BYTES = 64 * 1024 * 1024;
/** How much is written between two looks at the log, which cost about as much as a small query. */
const LOOK_EVERY_BYTES = 8 * 1024 * 1024;

/**
 * Keeps the write-ahead log, and with it the time that opening takes after a crash, small.
 *
 * PostgreSQL writes checkpoints by itself only in a process beside the sessions, which the embedded one does not have:
 * its log would grow until it is closed.
 */
export function createCheckpointer({ pg, fs }: Engine): (changedRows: number) => Promise<void> {
  let lookedAtBytes = fs.bytesWritten;
  return async (changedRows) => {
    if (fs.bytesWritten - lookedAtBytes < LOOK_EVERY_BYTES) return;
    // A transaction that only began must stay free to set its isolation, and a failed one takes no statements.
    if (pg.isInTransaction() && changedRows === 0) return;
    const { rows } = await pg.query<{ bytes: number }>(
      'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()',
    );
    if ((rows[0]?.bytes ?? 0) > MAX_LOG_BYTES) await pg.exec('checkpoint');
    lookedAtBytes = fs.bytesWritten;
  };
}
