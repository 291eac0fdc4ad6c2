import type { FoldPlan } from './fold-plan.ts';
import type { Change, Fields, ItemHistory } from './history.ts';
import type { Stream } from './stream/compile.ts';
import type { Epoch } from './timeline.ts';

type FieldChange = Exclude<Change, { field: 'status' | 'link' | 'resolution' }>;

/**
 * What an item was, from when: its fields as they change, and what the stream's rules say of them. Rules read neither status, resolution,
 * title nor links, so that these never stand in `fields`, and a change of resolution or title asks no rule. Source: methods.md 1.1–1.3.
 */
export class EpochWalk {
  /** What rules read, as it is now. */
  fields: Fields;
  resolution: string | null;
  epochs: Epoch[];
  private title: string;
  private readonly history: ItemHistory;
  private readonly stream: Stream;

  private readonly plan: FoldPlan;

  constructor(history: ItemHistory, stream: Stream, plan: FoldPlan) {
    const { initial } = history;
    this.history = history;
    this.stream = stream;
    this.plan = plan;
    this.fields = initial;
    this.resolution = initial.resolution;
    this.title = initial.title;
    this.epochs = [this.epochOf(history.createdAt)];
  }

  changeResolution(resolution: string | null, at: number): void {
    this.resolution = resolution;
    this.renew(at);
  }

  change(change: FieldChange, at: number): void {
    switch (change.field) {
      case 'title':
        this.title = change.to;
        this.renew(at);
        return;
      case 'blocked':
        this.fields = { ...this.fields, blocked: change.to };
        return;
      case 'custom':
        if (!this.plan.readFields.has(change.name)) return;
        this.fields = { ...this.fields, custom: { ...this.fields.custom, [change.name]: change.to } };
        if (this.plan.ruleFields.has(change.name)) this.add(this.epochOf(at));
        return;
      default:
        this.fields = { ...this.fields, [change.field]: change.to };
        this.add(this.epochOf(at));
    }
  }

  /** An instant has one epoch: what holds after all its changes. */
  private add(epoch: Epoch): void {
    const { epochs } = this;
    const last = epochs.length - 1;
    if (epochs[last]?.fromAt === epoch.fromAt) epochs[last] = epoch;
    // The second of most items is their last, and a pushed array keeps room for sixteen more.
    else if (last === 0 && epochs[0] !== undefined) this.epochs = [epochs[0], epoch];
    else epochs.push(epoch);
  }

  private renew(fromAt: number): void {
    const before = this.epochs[this.epochs.length - 1];
    if (before === undefined) return;
    this.add({
      fromAt,
      isInScope: before.isInScope,
      level: before.level,
      kind: before.kind,
      team: before.team,
      type: before.type,
      project: before.project,
      parent: before.parent,
      resolution: this.resolution,
      isCancelledResolution: this.stream.isCancelledResolution(this.resolution),
      labels: before.labels,
      components: before.components,
      title: this.title,
    });
  }

  private epochOf(fromAt: number): Epoch {
    const { fields, stream } = this;
    const { source, item } = this.history;
    return {
      fromAt,
      isInScope: stream.isInScope(source, item, fields),
      level: stream.levelOf(fields),
      kind: stream.kindOf(fields),
      team: stream.teamOf(source, fields),
      type: fields.type,
      project: fields.project,
      parent: fields.parent,
      resolution: this.resolution,
      isCancelledResolution: stream.isCancelledResolution(this.resolution),
      labels: fields.labels,
      components: fields.components,
      title: this.title,
    };
  }
}
