import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';

export function SettingsPage(): ReactNode {
  const { stream } = useParams({ strict: false });
  return (
    <>
      <PageTop title="Settings" stream={stream ?? null} hasWindow={false} />
      <EmptyState title="There is nothing to set here yet.">See the table of flags in the documentation.</EmptyState>
    </>
  );
}
