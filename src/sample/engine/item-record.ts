import type { Change, Fields, ItemHistory, Link, Status } from '../../flow/history.ts';

/** What an item is now and everything that was said about it since: grows while the simulation runs, then becomes a history. */
export class ItemRecord {
  readonly item: string;
  readonly createdAt: number;
  readonly initial: Fields;
  #fields: Fields;
  #changes: Change[] = [];

  constructor(item: string, createdAt: number, initial: Fields) {
    this.item = item;
    this.createdAt = createdAt;
    this.initial = initial;
    this.#fields = initial;
  }

  get fields(): Fields {
    return this.#fields;
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  setStatus(at: number, to: Status): void {
    const from = this.#fields.status;
    if (from?.id === to.id) return;
    this.#note({ at, sequence: 0, field: 'status', from, to }, { status: to });
  }

  setText(at: number, field: 'type' | 'resolution' | 'parent' | 'team', to: string | null): void {
    if (this.#fields[field] !== to) this.#note({ at, sequence: 0, field, to }, { [field]: to });
  }

  setTitle(at: number, to: string): void {
    this.#note({ at, sequence: 0, field: 'title', to }, { title: to });
  }

  setList(at: number, field: 'labels' | 'components', to: readonly string[]): void {
    this.#note({ at, sequence: 0, field, to }, { [field]: to });
  }

  get isFlagged(): boolean {
    return this.#fields.custom.Flagged !== undefined;
  }

  setFlag(at: number, isUp: boolean): void {
    if (this.isFlagged === isUp) return;
    const { Flagged: _flag, ...others } = this.#fields.custom;
    const to = isUp ? ['Impediment'] : [];
    this.#note(
      { at, sequence: 0, field: 'custom', name: 'Flagged', to },
      { custom: isUp ? { ...others, Flagged: to } : others },
    );
  }

  /** Adds a link or takes it away. May come for a time already past (the other side of a link): the history is sorted at the end. */
  setLink(at: number, link: Link, isAdded: boolean): void {
    const others = this.#fields.links.filter((one) => one.type !== link.type || one.item !== link.item);
    this.#note({ at, sequence: 0, field: 'link', isAdded, link }, { links: isAdded ? [...others, link] : others });
  }

  /** The history as a connector would hand it over; `sequenceOf` numbers the entries. */
  toHistory(source: string, sequenceOf: (at: number) => number): ItemHistory {
    const changes = this.#changes
      .toSorted((one, other) => one.at - other.at)
      .map((change) => ({ ...change, sequence: sequenceOf(change.at) }));
    return {
      source,
      item: this.item,
      url: null,
      createdAt: this.createdAt,
      initial: this.initial,
      changes,
      presentStatus: this.#fields.status,
      isCutShort: false,
      deletedAt: null,
    };
  }

  #note(change: Change, now: Partial<Fields>): void {
    this.#changes.push(change);
    this.#fields = { ...this.#fields, ...now };
  }
}
