import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';

/** A document being edited: its text, and the saved version it began from. */
export interface Draft {
  readonly text: string;
  readonly basedOn: number;
  readonly isChanged: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether the changes were found from an earlier visit. */
  readonly isFromBefore: boolean;
  readonly change: (text: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Goes on from a saved version, with one's own text or with the saved one; undo brings one's own back. */
  readonly rebase: (saved: Saved, takes: 'mine' | 'saved') => void;
}

export interface Saved {
  readonly text: string;
  readonly version: number;
}

interface State {
  readonly past: readonly string[];
  readonly text: string;
  readonly future: readonly string[];
  /** The saved text that this one began from. */
  readonly base: Saved;
  readonly isFromBefore: boolean;
}

const kept = z.object({ text: z.string(), base: z.object({ text: z.string(), version: z.number() }) });
const MOST_STEPS = 200;

/** Keeps an edited text through reloads and visits to other pages, with undo, until it is saved or given up. */
export function useDraft(stream: string, saved: Saved): Draft {
  const place = `millrace-map-draft ${stream}`;
  const [state, setState] = useState<State>(() => firstState(readKept(place), saved));
  const isChanged = state.text !== state.base.text;
  // Nothing was changed here yet: what others save meanwhile is simply shown.
  if (!isChanged && saved.version > state.base.version) setState((before) => rebased(before, saved, 'saved'));
  useEffect(() => {
    if (isChanged) localStorage.setItem(place, JSON.stringify({ text: state.text, base: state.base }));
    else localStorage.removeItem(place);
  }, [place, isChanged, state.text, state.base]);
  return {
    text: state.text,
    basedOn: state.base.version,
    isChanged,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    isFromBefore: state.isFromBefore && isChanged,
    change: useCallback((text: string): void => setState((before) => changed(before, text)), []),
    undo: () => setState(undone),
    redo: () => setState(redone),
    rebase: (base, takes) => setState((before) => rebased(before, base, takes)),
  };
}

function firstState(found: z.output<typeof kept> | null, saved: Saved): State {
  if (found === null || found.text === saved.text) {
    return { past: [], text: saved.text, future: [], base: saved, isFromBefore: false };
  }
  return { past: [found.base.text], text: found.text, future: [], base: found.base, isFromBefore: true };
}

function changed(before: State, text: string): State {
  if (text === before.text) return before;
  return { ...before, past: [...before.past, before.text].slice(-MOST_STEPS), text, future: [] };
}

function rebased(before: State, { text, version }: Saved, takes: 'mine' | 'saved'): State {
  const base = { text, version };
  return { ...(takes === 'mine' ? before : changed(before, text)), base, isFromBefore: false };
}

function undone(before: State): State {
  const text = before.past.at(-1);
  if (text === undefined) return before;
  return { ...before, past: before.past.slice(0, -1), text, future: [before.text, ...before.future] };
}

function redone(before: State): State {
  const [text, ...future] = before.future;
  return text === undefined ? before : { ...before, past: [...before.past, before.text], text, future };
}

function readKept(place: string): z.output<typeof kept> | null {
  const text = localStorage.getItem(place);
  if (text === null) return null;
  try {
    return kept.parse(JSON.parse(text));
  } catch (error) {
    console.debug('the kept draft cannot be read and is let go', error);
    return null;
  }
}
