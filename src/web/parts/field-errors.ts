import { RequestFailure } from '../client.ts';

/** What a refused request says of single fields, by the field's name: `target: …; body.by: …` as the server writes it. */
export function fieldErrors(error: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!(error instanceof RequestFailure) || error.code !== 'invalid') return found;
  let last: string | null = null;
  for (const part of error.message.split('; ')) {
    const match = /^(?:body\.)?([a-z]\w*)(?:\.[\w.]+)?: (.+)$/.exec(part);
    const [, name, says] = match ?? [];
    if (name !== undefined && says !== undefined) {
      if (!found.has(name)) found.set(name, says);
      last = name;
    } else if (last !== null) found.set(last, `${found.get(last) ?? ''}; ${part}`);
  }
  return found;
}
