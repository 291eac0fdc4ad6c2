import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConnectionCheckAnswer, ConnectorAnswer } from '../../api/sources.ts';
import page from '../pages/page.module.css';
import { ConnectionFields } from './connection-fields.tsx';
import { missingIn, type SourceDraft, UNNAMED } from './source-draft.ts';
import style from './sources.module.css';
import { TestConnection } from './test-connection.tsx';

interface Props {
  readonly connector: ConnectorAnswer;
  readonly draft: SourceDraft;
  /** Another one with each change of the form. */
  readonly edition: number;
  /** What the last test said of what stands in the form; null: not tested since it was changed. */
  readonly checks: readonly ConnectionCheckAnswer[] | null;
  readonly onChange: (part: Partial<SourceDraft>) => void;
  readonly onTested: (checks: readonly ConnectionCheckAnswer[]) => void;
  readonly onNext: () => void;
}

/** The second step: address and credentials, tried out before one goes on. */
export function ConnectionStep({ connector, draft, edition, checks, onChange, onTested, onNext }: Props): ReactNode {
  const missing = missingIn(draft, connector, []);
  const isTested = checks?.some(({ isHeld }) => isHeld) === true;
  return (
    <form
      className={style.form}
      aria-label="Address and credentials"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (isTested) onNext();
      }}
    >
      <ConnectionFields connector={connector} draft={draft} kept={[]} onChange={onChange} />
      <TestConnection
        key={edition}
        connector={connector}
        id={UNNAMED}
        draft={draft}
        isReady={missing.length === 0}
        isFirst={!isTested}
        onTested={onTested}
      />
      {missing.length > 0 && <p className={page.quiet}>Still to be filled: {missing.join(', ')}.</p>}
      {isTested && (
        <div className={style.actions}>
          <Button type="submit" variant="filled">
            Go on
          </Button>
        </div>
      )}
    </form>
  );
}
