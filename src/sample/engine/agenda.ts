interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** What will happen, in order of time and, at one time, in order of planning: the clock of a discrete-event simulation. */
export class Agenda {
  #entries: Entry[] = [];
  #planned = 0;
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** Plans `run` for a time that is not past. */
  plan(at: number, run: () => void): void {
    const entry = { at: Math.max(at, this.#now), order: this.#planned, run };
    this.#planned += 1;
    let place = this.#entries.push(entry) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#entries[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      this.#entries[place] = parent;
      place = above;
    }
    this.#entries[place] = entry;
  }

  /** Runs everything that is planned before `end`; what is planned later never happens. */
  runUntil(end: number): void {
    for (let next = this.#entries[0]; next !== undefined && next.at < end; next = this.#entries[0]) {
      this.#dropFirst();
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }

  #dropFirst(): void {
    const last = this.#entries.pop();
    if (last === undefined || this.#entries.length === 0) return;
    const size = this.#entries.length;
    let place = 0;
    for (;;) {
      const left = this.#entries[2 * place + 1];
      if (left === undefined) break;
      const right = 2 * place + 2 < size ? this.#entries[2 * place + 2] : undefined;
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!isBefore(child, last)) break;
      this.#entries[place] = child;
      place = 2 * place + (isRight ? 2 : 1);
    }
    this.#entries[place] = last;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
