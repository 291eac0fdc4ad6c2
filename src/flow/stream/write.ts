import { Document, isCollection, isMap, isNode, isSeq, type Node } from 'yaml';
import { type StatusRef, type StreamDocument, type StreamDocumentInput, streamDocument } from './document.ts';
import type { Matchers } from './rules.ts';
import { isSameValue } from './same-value.ts';

/** A document's text, in the order and style of docs/stream-document.md, without what is default. `parseStream` gives the same document back. */
export function writeDocument(document: StreamDocument): string {
  const tree = new Document(writtenForm(document));
  if (isMap(tree.contents)) {
    for (const pair of tree.contents.items) if (isNode(pair.value)) asLines(pair.value);
  }
  return tree.toString({ lineWidth: 120, flowCollectionPadding: false });
}

/** Lists get a line an entry; everything inside stands in brackets. */
function asLines(node: Node): void {
  if (isSeq(node)) {
    for (const item of node.items) if (isCollection(item)) item.flow = true;
  } else if (isCollection(node)) {
    node.flow = true;
  }
}

const DEFAULTS = streamDocument.parse({
  version: 1,
  stream: 'any',
  timeZone: 'UTC',
  flowItem: 'story',
  levels: [{ level: 'story' }],
  steps: [{ step: 'any', state: 'done' }],
} satisfies StreamDocumentInput);

/** A document as people write it: defaults left out, lists of one word as the word, keys in the usual order. */
export function writtenForm(document: StreamDocument): Readonly<Record<string, unknown>> {
  const { options, blocked, daysOff, resolutions } = document;
  return withoutUnset({
    version: document.version,
    stream: document.stream,
    timeZone: document.timeZone,
    identity: document.identity === undefined ? undefined : withoutUnset(document.identity),
    items: document.items?.map(writtenMatchers),
    flowItem: document.flowItem,
    levels: document.levels.map(({ level, ...matchers }) => ({ ...writtenMatchers(matchers), level })),
    kinds: nonEmpty(document.kinds.map(({ kind, ...matchers }) => ({ ...writtenMatchers(matchers), kind }))),
    steps: document.steps.map(({ step, stage, state, statuses, events, limit }) =>
      withoutUnset({
        step,
        stage,
        state,
        statuses: nonEmpty(statuses.map(writtenStatus)),
        events,
        limit,
      }),
    ),
    resolutions: unlessSame(resolutions, DEFAULTS.resolutions),
    blocked: unlessEmpty({
      flag: unlessSame(blocked.flag, DEFAULTS.blocked.flag),
      statuses: nonEmpty(blocked.statuses.map(writtenStatus)),
      links: nonEmpty(blocked.links),
    }),
    teams: nonEmpty(
      document.teams.map(({ team, type, ...matchers }) => withoutUnset({ team, type, ...writtenMatchers(matchers) })),
    ),
    options: unlessEmpty({
      restartOnReturnToNew: unlessSame(options.restartOnReturnToNew, DEFAULTS.options.restartOnReturnToNew),
      stalledAfterDays: unlessSame(options.stalledAfterDays, DEFAULTS.options.stalledAfterDays),
      runWork: unlessSame(options.runWork, DEFAULTS.options.runWork),
      innovationShare: unlessSame(options.innovationShare, DEFAULTS.options.innovationShare),
      deletedItems: unlessSame(options.deletedItems, DEFAULTS.options.deletedItems),
    }),
    applications: document.applications?.map(({ name, repo, path, environment, alsoCalled }) =>
      withoutUnset({
        name,
        repo: repo && writtenWords(repo),
        path: path && writtenWords(path),
        environment: environment && writtenWords(environment),
        alsoCalled: alsoCalled && writtenWords(alsoCalled),
      }),
    ),
    outcome: document.outcome === undefined ? undefined : withoutUnset(document.outcome),
    startGate: document.startGate,
    daysOff: unlessEmpty({ weekdays: nonEmpty(daysOff.weekdays), dates: nonEmpty(daysOff.dates) }),
  });
}

function writtenMatchers({ type, label, component, field, project, parent, source }: Matchers) {
  const fields =
    field === undefined ? undefined : Object.entries(field).map(([name, values]) => [name, writtenWords(values)]);
  return withoutUnset({
    type: type && writtenWords(type),
    label: label && writtenWords(label),
    component: component && writtenWords(component),
    field: fields && Object.fromEntries(fields),
    project: project && writtenWords(project),
    parent: parent && writtenWords(parent),
    source: source && writtenWords(source),
  });
}

function writtenWords(words: readonly string[]): unknown {
  return words.length === 1 ? words[0] : words;
}

function writtenStatus(ref: StatusRef): unknown {
  return ref.id === null ? ref.name : withoutUnset({ id: ref.id, name: ref.name ?? undefined });
}

function withoutUnset(mapping: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined));
}

function unlessEmpty(mapping: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const set = withoutUnset(mapping);
  return Object.keys(set).length === 0 ? undefined : set;
}

function nonEmpty<Value>(list: readonly Value[]): readonly Value[] | undefined {
  return list.length === 0 ? undefined : list;
}

function unlessSame<Value>(value: Value, usual: Value): Value | undefined {
  return isSameValue(value, usual) ? undefined : value;
}
