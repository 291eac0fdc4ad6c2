import type { App } from './app.ts';
import { invalid } from './errors.ts';

export async function suggestStream(_app: App, asked: { readonly source: string }): Promise<string> {
  throw invalid(`suggest: source "${asked.source}" has no history yet`);
}
