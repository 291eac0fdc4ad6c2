import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import style from './map.module.css';
import type { Draft } from './use-draft.ts';

interface Props {
  readonly draft: Draft;
  readonly isValid: boolean;
  readonly isLooking: boolean;
  readonly onPreview: () => void;
  readonly onDiscard: () => void;
}

/** Stands below while there is something to save. */
export function SaveBar({ draft, isValid, isLooking, onPreview, onDiscard }: Props): ReactNode {
  return (
    <section className={style.bar} aria-label="Changes not saved yet">
      <span>
        {isValid
          ? 'Changed, and not saved yet. It is kept here, also through a reload.'
          : 'The document has something to mend before it can be saved.'}
      </span>
      <div className={style.buttons}>
        <Button size="xs" disabled={!draft.canUndo} onClick={draft.undo}>
          Undo
        </Button>
        <Button size="xs" disabled={!draft.canRedo} onClick={draft.redo}>
          Redo
        </Button>
        <Button size="xs" onClick={onDiscard}>
          Give up all changes
        </Button>
        <Button size="xs" variant="filled" disabled={!isValid} loading={isLooking} onClick={onPreview}>
          See what would change
        </Button>
      </div>
    </section>
  );
}
