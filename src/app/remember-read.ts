/**
 * A read whose answer is given again while nothing was written since before it began. `changes` counts what was written to the store;
 * where it is null, others write there without being counted, and every asker reads.
 */
export function rememberRead<Answer>(read: () => Promise<Answer>, changes: () => number | null): () => Promise<Answer> {
  let known: { readonly at: number; readonly answer: Answer } | null = null;
  return async () => {
    const at = changes();
    if (at !== null && known !== null && known.at === at) return known.answer;
    const answer = await read();
    if (at !== null) known = { at, answer };
    return answer;
  };
}
