import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';

export function MapPage(): ReactNode {
  const { stream } = useParams({ strict: false });
  return (
    <>
      <PageTop title="Map" stream={stream ?? null} hasWindow={false} />
      <EmptyState title="The map cannot be edited on a page yet.">
        Use millrace stream check on the command line meanwhile.
      </EmptyState>
    </>
  );
}
