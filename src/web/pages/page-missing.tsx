import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';

export function PageMissing(): ReactNode {
  return (
    <>
      <PageTop title="No such page" stream={null} hasWindow={false} />
      <EmptyState isPage title="There is no page at this address.">
        It may have been moved. <Link to="/">The portfolio</Link> leads to every stream; Ctrl K finds the rest.
      </EmptyState>
    </>
  );
}
