/**
 * A test whether one commit lies behind another. Commits stand in chains of first parents, and each has a height above the roots: most
 * questions are answered by comparing places in one chain, the rest by a walk that never goes below the height asked for.
 */
export function findAncestors(from: Int32Array, parents: Int32Array): (node: number, inNode: number) => boolean {
  const { height, chain } = measureGraph(from, parents);
  const seen = new Int32Array(height.length).fill(-1);
  const stack: number[] = [];
  let question = -1;
  return (node, inNode) => {
    if (node === inNode) return true;
    const lowest = height[node] ?? 0;
    question += 1;
    stack.length = 0;
    stack.push(inNode);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at === node) return true;
      if ((height[at] ?? 0) <= lowest || seen[at] === question) continue;
      if (chain[at] === chain[node]) return true;
      seen[at] = question;
      for (let place = from[at] ?? 0; place < (from[at + 1] ?? 0); place += 1) stack.push(parents[place] ?? -1);
    }
    return false;
  };
}

/** Height: the longest way to a commit without known parents. Chain: a commit carries on the chain of its first parent, one child only. */
function measureGraph(
  from: Int32Array,
  parents: Int32Array,
): { readonly height: Int32Array; readonly chain: Int32Array } {
  const count = from.length - 1;
  const height = new Int32Array(count);
  const chain = new Int32Array(count).fill(-1);
  const isCarriedOn = new Uint8Array(count);
  for (const node of parentsFirst(from, parents)) {
    const begin = from[node] ?? 0;
    for (let place = begin; place < (from[node + 1] ?? 0); place += 1) {
      height[node] = Math.max(height[node] ?? 0, (height[parents[place] ?? 0] ?? 0) + 1);
    }
    const first = begin < (from[node + 1] ?? 0) ? (parents[begin] ?? -1) : -1;
    if (first >= 0 && isCarriedOn[first] === 0) {
      isCarriedOn[first] = 1;
      chain[node] = chain[first] ?? node;
    } else {
      chain[node] = node;
    }
  }
  return { height, chain };
}

/** All commits, each after its parents. Commits in a circle, which Git does not make, are left out. */
function parentsFirst(from: Int32Array, parents: Int32Array): Int32Array {
  const count = from.length - 1;
  const missing = new Int32Array(count);
  const childFrom = new Int32Array(count + 1);
  for (const parent of parents) childFrom[parent + 1] = (childFrom[parent + 1] ?? 0) + 1;
  for (let node = 0; node < count; node += 1) childFrom[node + 1] = (childFrom[node + 1] ?? 0) + (childFrom[node] ?? 0);
  const children = new Int32Array(parents.length);
  const filled = childFrom.slice();
  const order = new Int32Array(count);
  let end = 0;
  for (let node = 0; node < count; node += 1) {
    const begin = from[node] ?? 0;
    const stop = from[node + 1] ?? 0;
    missing[node] = stop - begin;
    if (stop === begin) order[end++] = node;
    for (let place = begin; place < stop; place += 1) {
      const parent = parents[place] ?? 0;
      const slot = filled[parent] ?? 0;
      children[slot] = node;
      filled[parent] = slot + 1;
    }
  }
  for (let place = 0; place < end; place += 1) {
    const node = order[place] ?? 0;
    for (let slot = childFrom[node] ?? 0; slot < (childFrom[node + 1] ?? 0); slot += 1) {
      const child = children[slot] ?? 0;
      missing[child] = (missing[child] ?? 0) - 1;
      if (missing[child] === 0) order[end++] = child;
    }
  }
  return order.subarray(0, end);
}
