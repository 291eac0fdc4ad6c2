import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';

export function ImportPage(): ReactNode {
  const { stream } = useParams({ strict: false });
  return (
    <>
      <PageTop title="Import a history" stream={stream ?? null} hasWindow={false} />
      <EmptyState title="Import works on the command line.">Run millrace import with your file.</EmptyState>
    </>
  );
}
