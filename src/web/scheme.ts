import { useSyncExternalStore } from 'react';
import { darkTokens, lightTokens, type Tokens } from './theme.ts';

const ATTRIBUTE = 'data-mantine-color-scheme';

/** Which scheme the page shows right now, paper included: what is drawn outside CSS follows it. */
export function useTokens(): Tokens {
  const scheme = useSyncExternalStore(subscribe, readScheme);
  return scheme === 'dark' ? darkTokens : lightTokens;
}

export function readScheme(): 'light' | 'dark' {
  return document.documentElement.getAttribute(ATTRIBUTE) === 'dark' ? 'dark' : 'light';
}

function subscribe(notify: () => void): () => void {
  const observer = new MutationObserver(notify);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}

/** Paper is light: while printing, the page takes the light scheme and gives the screen's back afterwards. */
export function printInLight(): void {
  let before: string | null = null;
  matchMedia('print').addEventListener('change', (event) => {
    if (event.matches) {
      before = document.documentElement.getAttribute(ATTRIBUTE);
      document.documentElement.setAttribute(ATTRIBUTE, 'light');
    } else if (before !== null) {
      document.documentElement.setAttribute(ATTRIBUTE, before);
      before = null;
    }
  });
}
