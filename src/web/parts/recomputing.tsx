import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ViewHeader } from '../../api/view.ts';
import { Progress } from './progress.tsx';

/** While new figures are being computed, the page shows the old ones and says so; a new stream has none yet. */
export function Recomputing({ header }: { readonly header: ViewHeader }): ReactNode {
  const queries = useQueryClient();
  if (header.recomputing === null) return null;
  return (
    <Progress
      job={header.recomputing.jobId}
      title={
        header.hasFigures
          ? 'New figures are being computed; those below are the old ones'
          : 'The first figures of this stream are being computed'
      }
      onEnd={() => void queries.invalidateQueries({ queryKey: ['stream', header.stream.id] })}
    />
  );
}
