import { Drawer } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { readOpen } from '../open.ts';
import { viewOf } from '../search.ts';
import { Loading } from './states.tsx';

const OpenContent = lazy(async () => import('./open-content.tsx'));

/** What the address says stands open, beside the page. Closing goes back to the page as it was. */
export function OpenDrawer(): ReactNode {
  const search = useSearch({ from: '__root__' });
  const { stream } = useParams({ strict: false });
  const navigate = useNavigate();
  const target = search.open === undefined ? null : readOpen(search.open);
  const isOpen = target !== null && stream !== undefined;
  const close = (): void => {
    void navigate({ to: '.', search: (before) => ({ ...before, open: undefined }), resetScroll: false });
  };
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      position="right"
      size="min(980px, 100%)"
      title={target?.to === 'notes' ? 'Context notes' : 'What is behind it'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {isOpen && (
        <Suspense fallback={<Loading height={420} label="What is behind it" />}>
          <OpenContent target={target} stream={stream} view={viewOf(search)} />
        </Suspense>
      )}
    </Drawer>
  );
}
