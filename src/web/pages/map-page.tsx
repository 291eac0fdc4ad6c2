import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { MapEditor } from '../map/map-editor.tsx';
import { Progress } from '../parts/progress.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { documentQuery, streamsQuery } from '../queries.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/streams/$stream/map');

/** The stream's document, edited as a board or as text; nothing is saved before it is shown what that would change. */
export function MapPage(): ReactNode {
  const { stream } = route.useParams();
  const { tab = 'map' } = route.useSearch();
  const navigate = useNavigate({ from: '/streams/$stream/map' });
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(documentQuery(stream));
  const { data: streams } = useQuery(streamsQuery);
  const [saved, setSaved] = useState<string | null>(null);
  const job = saved ?? streams?.streams.find((one) => one.id === stream)?.recomputing?.jobId ?? null;
  return (
    <>
      <PageTop title="Map" stream={stream} hasWindow={false} />
      <div className={page.page}>
        {job !== null && (
          <>
            <Progress
              key={job}
              job={job}
              title="Figures are being computed by the saved map; until then pages show the old ones"
              onEnd={() => {
                for (const queryKey of [['stream', stream], ['streams'], ['portfolio']]) {
                  void queries.invalidateQueries({ queryKey });
                }
              }}
            />
            <p>
              <Link to="/streams/$stream" params={{ stream }}>
                Look at the stream
              </Link>
            </p>
          </>
        )}
        {error !== null && <ErrorNote error={error} what="The map" retry={() => void refetch()} />}
        {error === null && data === undefined && (
          <>
            <Loading height={76} label="The sentence" />
            <Loading height={520} label="The map" />
          </>
        )}
        {data !== undefined && (
          <MapEditor
            key={stream}
            stream={stream}
            saved={data}
            tab={tab}
            onTab={(next) =>
              void navigate({
                search: (before) => ({ ...before, tab: next === 'document' ? 'document' : undefined }),
                resetScroll: false,
              })
            }
            onSaved={(made) => {
              setSaved(made);
              void queries.invalidateQueries({ queryKey: ['streams'] });
            }}
          />
        )}
      </div>
    </>
  );
}
