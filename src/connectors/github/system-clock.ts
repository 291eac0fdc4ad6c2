import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClock } from '../kit/http.ts';

/** The clock of this machine, for questions outside of a run. */
export const systemClock: HttpClock = { now: Date.now, wait: (ms) => sleep(ms) };
