import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { download } from '../parts/csv.ts';
import style from './map.module.css';
import type { Draft, Saved } from './use-draft.ts';

interface Props {
  readonly stream: string;
  readonly draft: Draft;
  readonly saved: Saved;
}

/** Somebody saved in between: says so, and loses neither text. */
export function Conflict({ stream, draft, saved }: Props): ReactNode {
  return (
    <div className={style.notice} data-ask="true" role="alert">
      <p>
        This map was saved in between, as version {saved.version}; what you edit began from version {draft.basedOn}.
        Nothing is lost: keep your text and compare it with the saved one before saving, or take the saved one, and undo
        brings yours back.
      </p>
      <div className={style.buttons}>
        <Button size="xs" onClick={() => download(`${stream}-mine.yaml`, draft.text, 'application/yaml')}>
          Save mine as a file
        </Button>
        <Button size="xs" onClick={() => draft.rebase(saved, 'saved')}>
          Take the saved one
        </Button>
        <Button size="xs" variant="filled" onClick={() => draft.rebase(saved, 'mine')}>
          Go on with mine
        </Button>
      </div>
    </div>
  );
}
