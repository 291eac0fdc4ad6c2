import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { RequestFailure } from '../client.ts';
import style from '../parts/states.module.css';

interface Props {
  /** What did not come about, as a sentence. */
  readonly title: string;
  /** Why, and what to do: words, or what a request came back with. */
  readonly why: unknown;
  readonly retry?: () => void;
}

/** What did not come about, why, and what to do. */
export function FailureNote({ title, why, retry }: Props): ReactNode {
  return (
    <div role="alert" className={style.error}>
      <p className={style.title}>{title}</p>
      <p className={style.text}>{messageOf(why)}</p>
      {retry !== undefined && (
        <Button size="xs" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

function messageOf(why: unknown): string {
  if (typeof why === 'string') return why;
  if (why instanceof RequestFailure) return why.message;
  return 'Something in the page went wrong. Load the page again; if it stays, the browser’s console says more.';
}
