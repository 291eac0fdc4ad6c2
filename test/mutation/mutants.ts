import { parseAst } from 'vite';

/** One small change of a source text: what stands in `[start, end)` becomes `replacement`. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** From 1. */
  readonly line: number;
  /** What becomes what, short: `a < → <= b`. */
  readonly what: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const BINARY: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
};
const ASSIGNMENT: Readonly<Record<string, string>> = { '+=': '-=', '-=': '+=' };
const METHOD: Readonly<Record<string, string>> = {
  max: 'min',
  min: 'max',
  some: 'every',
  every: 'some',
  floor: 'ceil',
};

/** Every mutant of a JavaScript text, in the order of the text. */
export function mutantsOf(code: string): readonly Mutant[] {
  const program: unknown = parseAst(code);
  const mutants: Mutant[] = [];
  const add = (node: Node, start: number, end: number, replacement: string, what: string): void => {
    const line = code.slice(0, node.start).split('\n').length;
    mutants.push({ start, end, replacement, line, what });
  };
  const meaningless = new Set<number>();
  let wordsEnd = 0;
  walk(program, (node) => {
    for (const literal of meaninglessLiterals(node, code)) meaningless.add(literal.start);
    if (node.type === 'Literal' && meaningless.has(node.start)) return;
    if (isWords(node, code)) wordsEnd = Math.max(wordsEnd, node.end);
    if (node.start < wordsEnd) return;
    for (const { start, end, replacement, what } of changesOf(node, code)) add(node, start, end, replacement, what);
  });
  return mutants.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The same text with `call` run in every round of every loop, so that a loop which a change made endless can be ended at once rather
 * than waited for.
 */
export function withLoopsCounted(code: string, call: string): string {
  const inserts: { readonly at: number; readonly text: string }[] = [];
  walk(parseAst(code), (node) => {
    const body = /^(While|DoWhile|For|ForOf|ForIn)Statement$/.test(node.type) ? nodeIn(node, 'body') : null;
    if (body === null) return;
    const isBlock = body.type === 'BlockStatement';
    inserts.push({ at: isBlock ? body.start + 1 : body.start, text: isBlock ? `${call};` : `{${call};` });
    if (!isBlock) inserts.push({ at: body.end, text: '}' });
  });
  let counted = code;
  for (const { at, text } of inserts.toSorted((a, b) => b.at - a.at))
    counted = `${counted.slice(0, at)}${text}${counted.slice(at)}`;
  return counted;
}

type Change = Omit<Mutant, 'line'>;

function changesOf(node: Node, code: string): readonly Change[] {
  const { type, start, end, operator } = node;
  const whole = (replacement: string, what: string): Change => ({ start, end, replacement, what });
  const text = (one: Node): string => code.slice(one.start, one.end);
  const left = nodeIn(node, 'left');
  const right = nodeIn(node, 'right');
  switch (type) {
    case 'BinaryExpression':
      if (left === null || right === null || typeof operator !== 'string' || isGuard(text(node))) return [];
      return (BINARY[operator] ?? []).map((other) => swap(operator, other, left, right, code));
    case 'LogicalExpression': {
      if (left === null || right === null || typeof operator !== 'string') return [];
      if (operator === '??') return isGuarded(left, code) ? [] : [whole(text(left), `drop ?? ${short(text(right))}`)];
      return [
        swap(operator, operator === '&&' ? '||' : '&&', left, right, code),
        whole(text(left), `drop ${operator} ${short(text(right))}`),
        whole(text(right), `drop ${short(text(left))} ${operator}`),
      ];
    }
    case 'AssignmentExpression': {
      const other = typeof operator === 'string' ? ASSIGNMENT[operator] : undefined;
      if (other === undefined || left === null || right === null || typeof operator !== 'string') return [];
      return [swap(operator, other, left, right, code)];
    }
    case 'UnaryExpression': {
      const argument = nodeIn(node, 'argument');
      return (operator === '!' || operator === '-') && argument !== null
        ? [whole(text(argument), `drop ${operator}`)]
        : [];
    }
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement': {
      const test = nodeIn(node, 'test');
      if (test === null || isGuard(text(test))) return [];
      const answers = type === 'WhileStatement' ? ['false'] : ['true', 'false'];
      return answers.map((answer) => ({
        start: test.start,
        end: test.end,
        replacement: `(${answer})`,
        what: `${short(text(test))} → ${answer}`,
      }));
    }
    case 'Literal': {
      const { value } = node;
      if (typeof value === 'boolean') return [whole(String(!value), `${value} → ${!value}`)];
      if (typeof value === 'number') return [whole(String(value + 1), `${text(node)} → ${value + 1}`)];
      return [];
    }
    case 'MemberExpression': {
      const property = nodeIn(node, 'property');
      const name = property === null ? '' : text(property);
      const other = METHOD[name];
      if (property === null || other === undefined || node.computed === true) return [];
      return [{ start: property.start, end: property.end, replacement: other, what: `${name} → ${other}` }];
    }
    case 'ExpressionStatement':
      return [whole(';', `drop ${short(text(node))}`)];
    case 'ContinueStatement':
    case 'BreakStatement':
      return [whole(';', `drop ${text(node).replace(';', '')}`)];
    case 'BlockStatement':
      return [];
    default:
      return earlyReturn(node, code);
  }
}

/** `a[i] ?? b`: the compiler asks for it, though the place is never empty; to take it away changes nothing. */
function isGuarded(left: Node, code: string): boolean {
  return /\]\??\.?[A-Za-z.]*$/.test(code.slice(left.start, left.end));
}

/**
 * Literals of which another value says the same: the 0 of `a[i] ?? 0`, which stands for a place that is never empty, and the sizes of
 * `? -1 : 1`, of which an order reads the signs alone.
 */
function meaninglessLiterals(node: Node, code: string): readonly Node[] {
  if (node.type === 'LogicalExpression' && node.operator === '??') {
    const [left, right] = [nodeIn(node, 'left'), nodeIn(node, 'right')];
    return left !== null && right !== null && isGuarded(left, code) ? [right] : [];
  }
  if (node.type !== 'ConditionalExpression') return [];
  const ends = ['consequent', 'alternate'].flatMap((key) => nodeIn(node, key) ?? []);
  const isOrder = ends.every((end) => /^-?1$/.test(code.slice(end.start, end.end))) && ends.length === 2;
  return isOrder ? ends.map((end) => nodeIn(end, 'argument') ?? end) : [];
}

/**
 * What is told to people: evidence in words, what would show it, and why there is no number. No rule asks how it is worded; tests beside the
 * code do. Nodes are visited in the order of the text, so all that stands before the end of one belongs to it.
 */
function isWords(node: Node, code: string): boolean {
  const text = code.slice(node.start, node.end);
  if (node.type === 'Property') return /^(words|wouldShow|because)\b/.test(text);
  if (node.type === 'VariableDeclarator') return /^words\b/.test(text);
  return node.type === 'CallExpression' && text.startsWith('unmeasurable(');
}

/** `one === undefined` and `one !== undefined`: the same. */
function isGuard(test: string): boolean {
  return /^[A-Za-z.]+ [!=]== undefined$/.test(test);
}

/** A function that returns at once. */
function earlyReturn(node: Node, code: string): readonly Change[] {
  if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return [];
  const body = nodeIn(node, 'body');
  if (body === null || body.type !== 'BlockStatement' || body.end - body.start < 5) return [];
  const at = body.start + 1;
  return [{ start: at, end: at, replacement: ' return; ', what: `return at once from ${short(nameOf(node, code))}` }];
}

function nameOf(node: Node, code: string): string {
  const id = nodeIn(node, 'id');
  return id === null ? code.slice(node.start, node.start + 30) : code.slice(id.start, id.end);
}

function swap(operator: string, other: string, left: Node, right: Node, code: string): Change {
  const start = left.end + code.slice(left.end, right.start).indexOf(operator);
  const [before, after] = [short(code.slice(left.start, left.end)), short(code.slice(right.start, right.end))];
  return { start, end: start + operator.length, replacement: other, what: `${before} ${operator} → ${other} ${after}` };
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 50 ? line : `${line.slice(0, 49)}…`;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, visit);
    return;
  }
  if (!isNode(value)) return;
  if (value.type === 'ImportDeclaration') return;
  visit(value);
  for (const child of Object.values(value)) if (typeof child === 'object') walk(child, visit);
}

function nodeIn(node: Node, key: string): Node | null {
  const value = node[key];
  return isNode(value) ? value : null;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'start' in value &&
    typeof value.start === 'number'
  );
}
