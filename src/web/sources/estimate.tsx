import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ConnectorAnswer } from '../../api/sources.ts';
import { ask } from '../client.ts';
import { FailureNote } from './failure-note.tsx';
import { bodyOf, type SourceDraft } from './source-draft.ts';
import { estimateInWords } from './source-words.ts';
import style from './sources.module.css';

interface Props {
  readonly connector: ConnectorAnswer;
  readonly id: string;
  readonly draft: SourceDraft;
}

export function estimateQuery(connector: ConnectorAnswer, id: string, draft: SourceDraft) {
  const body = bodyOf(draft, connector);
  return queryOptions({
    queryKey: ['source-estimate', id, body.kind, body.config, body.perSecond],
    queryFn: ({ signal }) => ask('post /api/source-estimates', { body: { id, body, secrets: draft.secrets }, signal }),
    retry: false,
    gcTime: 60_000,
  });
}

/** How much a first run would fetch, said before anything is fetched. */
export function Estimate({ connector, id, draft }: Props): ReactNode {
  const { data, error, refetch } = useQuery(estimateQuery(connector, id, draft));
  if (error !== null) {
    return <FailureNote title="How much there is could not be asked." why={error} retry={() => void refetch()} />;
  }
  return (
    <p className={style.serif} role="status">
      {data === undefined
        ? 'Asking how much there is.'
        : estimateInWords(data, bodyOf(draft, connector).perSecond ?? connector.perSecond)}
    </p>
  );
}
