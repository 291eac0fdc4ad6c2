import { hash } from 'node:crypto';

/** Names a text by what it holds: equal texts, equal hashes. */
export function contentHash(text: string): string {
  return hash('sha256', text, 'base64url');
}
