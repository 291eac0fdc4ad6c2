/** Preloaded into another program: after fifty calls in a worker thread, fsync fails as a dying disk's does. */
import fs from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const LET_THROUGH = 50;
const fsync = fs.fsyncSync;
let calls = 0;

if (!isMainThread) {
  fs.fsyncSync = (handle) => {
    calls += 1;
    if (calls > LET_THROUGH) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    fsync(handle);
  };
}
