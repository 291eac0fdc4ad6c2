/** Words that look like item keys and are none. */
const NOT_KEYS = /^(?:UTF|ISO|SHA|RFC|CVE|CWE|MD|AES|RSA|UTC|GMT|HTTP|TLS|IEEE|X)-\d+$/;

const TRAILER = /^[A-Za-z][A-Za-z-]*-by:/;

/** `K-7`, and `AB#7`, by which a text outside Azure DevOps names a work item there, also in a branch such as `mend/AB#7`. */
const KEY = /\b[A-Z][A-Z0-9_]*-[1-9]\d*\b|(?<![A-Za-z\d])AB#[1-9]\d*(?![A-Za-z\d])/g;

/** Item keys in a commit message, each once, in order. Lines such as `Signed-off-by:` hold people and are not looked at. */
export function keysIn(message: string): readonly string[] {
  const keys = new Set<string>();
  for (const line of message.split('\n')) {
    if (TRAILER.test(line)) continue;
    for (const [key] of line.matchAll(KEY)) if (!NOT_KEYS.test(key)) keys.add(key);
  }
  return [...keys];
}
