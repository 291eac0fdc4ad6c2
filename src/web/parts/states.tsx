import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { RequestFailure } from '../client.ts';
import style from './states.module.css';

interface EmptyProps {
  readonly title: string;
  /** It is all that the page says, so that its title is the page's heading. */
  readonly isPage?: boolean;
  readonly children?: ReactNode;
}

/** Nothing here yet, and what to do next. */
export function EmptyState({ title, isPage = false, children }: EmptyProps): ReactNode {
  return (
    <div className={style.empty}>
      {isPage ? <h1 className={style.title}>{title}</h1> : <p className={style.title}>{title}</p>}
      {children !== undefined && <div className={style.text}>{children}</div>}
    </div>
  );
}

interface ErrorProps {
  readonly error: unknown;
  /** What could not be shown, e.g. `The stream's figures`. */
  readonly what: string;
  readonly retry?: () => void;
  /** It is all that the page says, so that its title is the page's heading. */
  readonly isPage?: boolean;
}

/** What could not be shown, why, and what to do. */
export function ErrorNote({ error, what, retry, isPage = false }: ErrorProps): ReactNode {
  const message =
    error instanceof RequestFailure
      ? error.message
      : 'Something in the page went wrong. Load the page again; if it stays, the browser’s console says more.';
  const said = `${what} cannot be shown.`;
  return (
    <div role="alert" className={style.error}>
      {isPage ? <h1 className={style.title}>{said}</h1> : <p className={style.title}>{said}</p>}
      <p className={style.text}>{message}</p>
      {error instanceof RequestFailure && error.problems.length > 0 && (
        <ul className={style.problems}>
          {error.problems.map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>
              {problem.line === null ? problem.path : `line ${problem.line}`}: {problem.message}
            </li>
          ))}
        </ul>
      )}
      {retry !== undefined && (
        <Button size="xs" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface LoadingProps {
  readonly height: number | string;
  readonly label: string;
}

/** Holds the place of what is to come, so that nothing jumps. */
export function Loading({ height, label }: LoadingProps): ReactNode {
  return (
    <div role="status" aria-label={`${label} is loading`} className={style.loading} style={{ height }}>
      <Skeleton height="100%" radius="md" />
    </div>
  );
}
