import { type Report, Stopped } from '../app/report.ts';
import { progressLine } from './progress-line.ts';
import { type EndSignal, onSignals } from './signals.ts';

/** A signal ended the work; what it had applied is whole. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: EndSignal;

  constructor(signal: EndSignal) {
    super('interrupted; what was applied so far is whole, and the same command goes on from there');
    this.signal = signal;
  }
}

/** Does work with its progress on standard error. A signal ends it at its next report, in good order; a second one ends at once. */
export async function withProgress<Answer>(work: (report: Report) => Promise<Answer>): Promise<Answer> {
  const line = progressLine();
  const asked: EndSignal[] = [];
  const signals = onSignals((signal) => asked.push(signal));
  try {
    return await work(async (progress) => {
      if (asked.length > 0) throw new Stopped(true);
      line.show(progress);
    });
  } catch (error) {
    const signal = asked[0];
    throw error instanceof Stopped && signal !== undefined ? new Interrupted(signal) : error;
  } finally {
    line.end();
    signals.stop();
  }
}
