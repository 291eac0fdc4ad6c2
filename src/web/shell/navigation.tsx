import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { streamsQuery, viewsQuery } from '../queries.ts';
import { ViewLink } from '../views/view-link.tsx';
import style from './shell.module.css';
import { SourceNames } from './source-names.tsx';
import { STREAM_PAGES } from './stream-pages.ts';
import { ValuePages } from './value-pages.tsx';
import { Wheel } from './wheel.tsx';

/** The way round: portfolio, streams with their pages, value, sources. */
export function Navigation(): ReactNode {
  const { data } = useQuery(streamsQuery);
  const { stream: current } = useParams({ strict: false });
  return (
    <nav aria-label="Millrace">
      <Link to="/" className={style.brand}>
        <Wheel />
        Millrace
      </Link>
      <ul className={style.list}>
        <li>
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={style.link}>
            Portfolio
          </Link>
        </li>
      </ul>
      <h2 className={style.heading}>Streams</h2>
      <ul className={style.first}>
        {data?.streams.map((stream) => (
          <li key={stream.id}>
            <Link
              to="/streams/$stream"
              params={{ stream: stream.id }}
              search={otherStream(stream.id === current)}
              activeOptions={{ exact: true, includeSearch: false }}
              className={style.link}
              data-here={stream.id === current}
            >
              {stream.name}
            </Link>
            {stream.id === current && <StreamPages stream={stream.id} />}
          </li>
        ))}
        {data !== undefined && data.streams.length === 0 && <li className={style.plain}>none yet</li>}
      </ul>
      <h2 className={style.heading}>Value</h2>
      <ValuePages />
      <SavedViews />
      <h2 className={style.heading}>Sources</h2>
      <ul className={style.first}>
        <SourceNames sources={data?.sources ?? []} />
        <li>
          <Link to="/sources" activeOptions={{ exact: true, includeSearch: false }} className={style.link}>
            All sources
          </Link>
        </li>
        <li>
          <Link to="/import" activeOptions={{ includeSearch: false }} className={style.link}>
            Import a history
          </Link>
        </li>
      </ul>
      <ul className={style.list}>
        <li>
          <Link to="/settings" activeOptions={{ includeSearch: false }} className={style.link}>
            Settings
          </Link>
        </li>
      </ul>
    </nav>
  );
}

/** Saved views stand here as soon as there is one. */
function SavedViews(): ReactNode {
  const { data } = useQuery(viewsQuery);
  if (data === undefined || data.views.length === 0) return null;
  return (
    <>
      <h2 className={style.heading}>Views</h2>
      <ul className={style.first}>
        {data.views.map((view) => (
          <li key={view.id}>
            <ViewLink address={view.address} className={style.link}>
              {view.name}
            </ViewLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Teams, labels and epics belong to one stream; the window and the kinds go along to another. */
function otherStream(isSame: boolean) {
  return isSame ? {} : { team: undefined, label: undefined, epic: undefined };
}

function StreamPages({ stream }: { readonly stream: string }): ReactNode {
  return (
    <ul className={style.sub}>
      {STREAM_PAGES.map((page) => (
        <li key={page.to}>
          <Link to={page.to} params={{ stream }} activeOptions={{ includeSearch: false }} className={style.link}>
            {page.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
