import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ObjectivesAnswer } from '../../api/objectives.ts';
import { ask } from '../client.ts';
import { ObjectiveForm } from '../objectives/objective-form.tsx';
import { objectivesQuery } from '../objectives/objective-queries.ts';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/objectives/new');
const WITHIN = { to: '/objectives', name: 'Objectives' } as const;
const LINES = ['', '', ''];

/** A new objective; with `align`, the guided step that takes a key result up. */
export function NewObjectivePage(): ReactNode {
  const { align } = route.useSearch();
  const { data, error, refetch } = useQuery(objectivesQuery);
  const draft = useQuery({
    queryKey: ['objective-draft', align],
    queryFn: ({ signal }) => ask('post /api/objectives/draft', { body: { keyResult: align ?? '' }, signal }),
    enabled: align !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fault = error ?? draft.error;
  const isLoading = data === undefined || (align !== undefined && draft.data === undefined);
  return (
    <>
      <PageTop title="A new objective" stream={null} within={WITHIN} isSample={false} hasWindow={false} />
      {fault !== null && <ErrorNote isPage error={fault} what="The form" retry={() => void refetch()} />}
      {fault === null && isLoading && <Loading height={520} label="The form" />}
      {fault === null && data !== undefined && !isLoading && (
        <Form key={align ?? 'new'} all={data} draft={draft.data ?? null} />
      )}
    </>
  );
}

interface FormProps {
  readonly all: ObjectivesAnswer;
  readonly draft: Awaited<ReturnType<typeof askDraft>> | null;
}

const askDraft = (keyResult: string) => ask('post /api/objectives/draft', { body: { keyResult } });

function Form({ all, draft }: FormProps): ReactNode {
  const navigate = route.useNavigate();
  const cycle =
    all.cycles.findLast(({ body, today }) => body.state === 'open' && body.from <= today) ?? all.cycles.at(-1);
  if (cycle === undefined) {
    return (
      <EmptyState isPage title="An objective belongs to a cycle, and there is none yet.">
        <Link to="/objectives">Make the first cycle</Link>, such as the next quarter.
      </EmptyState>
    );
  }
  const parent = all.objectives.flatMap((row) => row.keyResults).find(({ id }) => id === draft?.objective.parent);
  const begin = draft?.objective ?? {
    title: '',
    why: '',
    level: 'team' as const,
    owner: null,
    cycle: cycle.id,
    parent: null,
    stream: null,
    team: null,
    carriedFrom: null,
  };
  return (
    <div className={page.page}>
      <h1 className={page.title}>
        {parent === undefined
          ? 'What should come true, and what would show it?'
          : `Take up “${parent.body.title}”: what does it mean where you stand?`}
      </h1>
      {parent !== undefined && (
        <p className={page.quiet}>
          The key result above becomes your objective; put it in words that fit your part, and write three to five key
          results of your own. Its figures are not yours: nobody’s part is the whole.
        </p>
      )}
      <ObjectiveForm
        all={all}
        begin={begin}
        edited={null}
        hints={draft?.keyResults.map(({ hint }) => hint) ?? LINES}
        onDone={(id) => void navigate({ to: '/objectives/$id', params: { id } })}
        onCancel={() => void navigate({ to: '/objectives' })}
      />
    </div>
  );
}
