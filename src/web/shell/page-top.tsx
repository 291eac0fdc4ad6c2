import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, use, useEffect, useRef } from 'react';

import { streamsQuery } from '../queries.ts';
import { ViewsMenu } from '../views/views-menu.tsx';
import { FilterBar } from './filter-bar.tsx';
import style from './page-top.module.css';
import { PaletteContext } from './palette-context.ts';
import { type ShownWindow, WindowPicker } from './window-picker.tsx';

interface Props {
  /** The page's own name, last in the trail and in the browser's title. */
  readonly title: string;
  /** The stream this page belongs to; null for pages about all of them. */
  readonly stream: string | null;
  /** What the page's answer says it was computed from, once it is there. */
  readonly header?: { readonly window: ShownWindow } | undefined;
  /** The list that a page about one thing belongs to, where that is no stream. */
  readonly within?: {
    readonly to: '/objectives' | '/outcomes' | '/outcome-metrics' | '/sources';
    readonly name: string;
  };
  /** Whether what is shown is sample data; left out: whether the stream, or any of them, is. */
  readonly isSample?: boolean | undefined;
  /** Pages without figures have no window. */
  readonly hasWindow?: boolean;
  /** Whether kinds, teams, labels and epics mean something here. */
  readonly hasFilters?: boolean;
}

/** The line above every page: where one is, whether the data is sample, window, filters, and the way to anywhere. */
export function PageTop({
  title,
  stream,
  header,
  within,
  isSample: said,
  hasWindow = true,
  hasFilters = hasWindow,
}: Props): ReactNode {
  const { data } = useQuery(streamsQuery);
  const openPalette = use(PaletteContext);
  const navigate = useNavigate();
  const known = data?.streams.find((one) => one.id === stream);
  const isSample = said ?? (stream === null ? data?.streams.some((one) => one.isSample) : known?.isSample);
  const streamName = known?.name ?? stream;
  const isOld = known !== undefined && known.recomputing !== null;
  useFreshFigures(stream, isOld);
  useEffect(() => {
    document.title = [title, streamName !== title ? streamName : null, 'Millrace']
      .filter((one) => one !== null)
      .join(' · ');
  }, [title, streamName]);
  return (
    <div className={style.top}>
      <nav aria-label="Where you are" className={style.trail}>
        {stream === null ? (
          <>
            {within !== undefined && (
              <>
                <Link to={within.to}>{within.name}</Link>
                <span aria-hidden="true"> › </span>
              </>
            )}
            <strong>{title}</strong>
          </>
        ) : (
          <>
            <Link to="/">Streams</Link>
            <span aria-hidden="true"> › </span>
            {title === streamName || title === stream ? (
              <strong>{streamName}</strong>
            ) : (
              <>
                <Link to="/streams/$stream" params={{ stream }}>
                  {streamName}
                </Link>
                <span aria-hidden="true"> › </span>
                <strong>{title}</strong>
              </>
            )}
          </>
        )}
      </nav>
      <div className={style.controls}>
        {isSample === true && <span className={style.sample}>Sample data</span>}
        {hasWindow && isOld && known.itemCount > 0 && (
          <span className={style.sample} title="New figures are being computed; those shown are the old ones">
            Old figures
          </span>
        )}
        {hasWindow && <WindowPicker window={header?.window} timeZone={known?.timeZone} />}
        {hasFilters && <FilterBar stream={stream} />}
        {hasWindow && stream !== null && (
          <Button
            className={style.control}
            onClick={() =>
              void navigate({ to: '.', search: (before) => ({ ...before, open: 'notes' }), resetScroll: false })
            }
          >
            Add a note
          </Button>
        )}
        {hasWindow && <ViewsMenu className={style.control} />}
        <Button
          className={style.control}
          onClick={openPalette}
          aria-label="Go anywhere, Ctrl K"
          aria-keyshortcuts="Control+K /"
        >
          Ctrl K
        </Button>
      </div>
    </div>
  );
}

/** When new figures are there, the page shows them. */
function useFreshFigures(stream: string | null, isOld: boolean): void {
  const queries = useQueryClient();
  const wasOld = useRef(false);
  useEffect(() => {
    if (wasOld.current && !isOld) void queries.invalidateQueries({ queryKey: ['stream', stream] });
    wasOld.current = isOld;
  }, [queries, stream, isOld]);
}
