/** Collects the first thing that is wrong, so that reading stays one pass without exceptions. */
export interface Fault {
  problem: string | null;
}

/** Remembers a problem, unless an earlier one is known. */
export function fail(fault: Fault, problem: string): void {
  fault.problem ??= problem;
}
