import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorNote } from '../parts/states.tsx';

export function PageFailure({ error, reset }: ErrorComponentProps): ReactNode {
  return <ErrorNote error={error} what="This page" retry={reset} isPage />;
}
