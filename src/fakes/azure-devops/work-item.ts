import type { Change, Fields, ItemHistory } from '../../flow/history.ts';

/** What the fake holds of an item at one moment. */
export interface FakeFields {
  readonly title: string;
  readonly state: string;
  readonly type: string;
  readonly reason: string;
  readonly project: string;
  readonly parent: number | null;
  readonly area: string;
  readonly iteration: FakeIteration;
  readonly tags: readonly string[];
}

/** A node of the tree of iterations; the project's own has no dates. */
export interface FakeIteration {
  readonly id: number;
  readonly path: string;
  readonly startDate: string | null;
  readonly finishDate: string | null;
}

export interface FakeRevision {
  readonly rev: number;
  readonly at: number;
  readonly fields: FakeFields;
  /** The feed is in its order. */
  readonly watermark: number;
}

/**
 * A work item of the fake: what people do to it becomes a revision, and at the same time a change of the history that a
 * reader must find again.
 */
export class FakeWorkItem {
  readonly id: number;
  readonly revisions: FakeRevision[];
  readonly #categories: ReadonlyMap<string, string>;
  readonly #initial: Fields;
  readonly #changes: Change[] = [];
  isRemoved = false;

  constructor(id: number, at: number, fields: FakeFields, categories: ReadonlyMap<string, string>, watermark: number) {
    this.id = id;
    this.#categories = categories;
    this.revisions = [{ rev: 1, at, fields, watermark }];
    this.#initial = {
      title: fields.title,
      status: { id: null, name: fields.state },
      type: fields.type,
      resolution: this.#resolution(fields),
      project: fields.project,
      parent: keyOf(fields.parent),
      team: null,
      labels: fields.tags,
      components: [fields.area],
      blocked: false,
      links: [],
      custom: { Iteration: [fields.iteration.path], 'Iteration id': [String(fields.iteration.id)] },
    };
  }

  get now(): FakeRevision {
    const last = this.revisions[this.revisions.length - 1];
    if (last === undefined) throw new Error('an item of the fake has a revision');
    return last;
  }

  revise(at: number, patch: Partial<FakeFields>, watermark: number): void {
    const { rev, fields: before } = this.now;
    const fields = { ...before, ...patch };
    const when = { at, sequence: rev + 1 };
    this.revisions.push({ rev: rev + 1, at, fields, watermark });
    if (patch.state !== undefined && patch.state !== before.state) {
      const [from, to] = [before.state, patch.state].map((name) => ({ id: null, name }));
      this.#changes.push({ ...when, field: 'status', from: from ?? null, to: to ?? null });
    }
    if (fields.type !== before.type) this.#changes.push({ ...when, field: 'type', to: fields.type });
    const resolution = this.#resolution(fields);
    if (resolution !== this.#resolution(before)) this.#changes.push({ ...when, field: 'resolution', to: resolution });
    if (fields.project !== before.project) this.#changes.push({ ...when, field: 'project', to: fields.project });
    if (fields.parent !== before.parent) this.#changes.push({ ...when, field: 'parent', to: keyOf(fields.parent) });
    if (fields.title !== before.title) this.#changes.push({ ...when, field: 'title', to: fields.title });
    if (fields.tags.join() !== before.tags.join()) this.#changes.push({ ...when, field: 'labels', to: fields.tags });
    if (fields.area !== before.area) this.#changes.push({ ...when, field: 'components', to: [fields.area] });
    if (fields.iteration.id !== before.iteration.id) {
      const { path, id } = fields.iteration;
      this.#changes.push({ ...when, field: 'custom', name: 'Iteration', to: [path] });
      this.#changes.push({ ...when, field: 'custom', name: 'Iteration id', to: [String(id)] });
    }
  }

  history(source: string, address: string): ItemHistory {
    const { fields } = this.now;
    return {
      source,
      item: `AB#${this.id}`,
      url: `${address}/${fields.project}/_workitems/edit/${this.id}`,
      createdAt: this.revisions[0]?.at ?? 0,
      initial: this.#initial,
      changes: this.#changes,
      presentStatus: { id: null, name: fields.state },
      isCutShort: false,
      deletedAt: null,
    };
  }

  #resolution({ state, reason }: FakeFields): string | null {
    const category = this.#categories.get(state);
    return category === 'Completed' || category === 'Removed' ? reason : null;
  }
}

function keyOf(id: number | null): string | null {
  return id === null ? null : `AB#${id}`;
}
