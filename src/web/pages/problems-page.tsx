import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';

export function ProblemsPage(): ReactNode {
  const { stream } = useParams({ strict: false });
  return (
    <>
      <PageTop title="Data quality" stream={stream ?? null} hasWindow={false} />
      <EmptyState title="Data quality has no page yet.">
        Use millrace stream check on the command line meanwhile.
      </EmptyState>
    </>
  );
}
