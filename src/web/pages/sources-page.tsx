import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import { OtherSources } from '../sources/other-sources.tsx';
import { SourceList } from '../sources/source-list.tsx';
import { liveSourcesQuery } from '../sources/source-queries.ts';
import { leadOf } from '../sources/source-words.ts';
import style from '../sources/sources.module.css';
import page from './page.module.css';

/** The tools that are connected: what they bring, how they stand, and how another one is connected. */
export function SourcesPage(): ReactNode {
  const { data, error, refetch } = useQuery(liveSourcesQuery);
  return (
    <>
      <PageTop title="Sources" stream={null} isSample={false} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The sources" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={320} label="The sources" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead words={[{ text: leadOf(data.sources, Date.now()) }]} stream={null} />
          <div className={style.actions}>
            <Button
              variant="filled"
              className={style.primary}
              renderRoot={(props) => <Link to="/sources/new" {...props} />}
            >
              Connect a tool
            </Button>
            <Button renderRoot={(props) => <Link to="/import" {...props} />}>Import a file</Button>
          </div>
          {data.sources.length > 0 && <SourceList sources={data.sources} />}
          <OtherSources live={data.sources.map(({ id }) => id)} />
        </div>
      )}
    </>
  );
}
