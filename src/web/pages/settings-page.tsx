import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Settings } from '../../api/store.ts';
import type { Sentence as Words } from '../../api/view.ts';
import { formatAgo, formatCount, formatNumber } from '../format.ts';
import { PushTokens } from '../outcomes/metric/push-tokens.tsx';
import { Lead } from '../parts/lead.tsx';
import plain from '../parts/plain-table.module.css';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { settingsQuery, streamsQuery } from '../queries.ts';
import { PageTop } from '../shell/page-top.tsx';
import { ViewsList } from '../views/views-list.tsx';
import page from './page.module.css';
import style from './settings-page.module.css';

/** What runs here, on what store, with which sources and streams; look, views, keys and the command line. */
export function SettingsPage(): ReactNode {
  const { data, error, refetch } = useQuery(settingsQuery);
  return (
    <>
      <PageTop title="Settings" stream={null} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="What runs here" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={480} label="The settings" />
        </div>
      )}
      {data !== undefined && (
        <div className={page.page}>
          <Lead words={wordsOf(data)} stream={null} />
          <div className={style.columns}>
            <Streams />
            <Sources settings={data} />
            <Look />
            <section>
              <h2 className={page.subtitle}>Saved views</h2>
              <ViewsList />
            </section>
            <section>
              <h2 className={page.subtitle}>Tokens for webhooks, and for programs that push</h2>
              <PushTokens />
            </section>
            <Program settings={data} />
            <Keys />
            <CommandLine settings={data} />
          </div>
        </div>
      )}
    </>
  );
}

function wordsOf({ version, store, sources }: Settings): Words {
  const items = sources.reduce((sum, source) => sum + source.itemCount, 0);
  const where = store.kind === 'embedded' ? 'a folder of this machine' : 'a PostgreSQL server';
  const holds =
    sources.length === 0
      ? 'nothing yet'
      : `${formatCount(items, 'item')} from ${formatCount(sources.length, 'source')}`;
  return [{ text: `Millrace ${version} keeps ${holds} in ${where}. Nothing of it leaves your hands.` }];
}

function Program({ settings: { version, store } }: { readonly settings: Settings }): ReactNode {
  return (
    <section>
      <h2 className={page.subtitle}>What runs here</h2>
      <table className={`${plain.table} ${style.table}`}>
        <tbody>
          <tr>
            <th scope="row">Version</th>
            <td>{version}</td>
          </tr>
          <tr>
            <th scope="row">Store</th>
            <td>
              {store.kind === 'embedded' ? 'embedded database in ' : 'PostgreSQL at '}
              {store.where}
            </td>
          </tr>
          <tr>
            <th scope="row">Shape of the store</th>
            <td>{store.schema}</td>
          </tr>
          <tr>
            <th scope="row">For programs</th>
            <td>
              <a href="/api/docs">The HTTP interface, described</a>, also as <a href="/api/openapi.json">OpenAPI 3.1</a>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Streams(): ReactNode {
  const { data } = useQuery(streamsQuery);
  return (
    <section>
      <h2 className={page.subtitle}>Value streams</h2>
      {data !== undefined && data.streams.length === 0 ? (
        <p className={style.quiet}>
          There is none yet. <Link to="/import">Import a history</Link>; Millrace suggests the first one from it.
        </p>
      ) : (
        <table className={`${plain.table} ${style.table}`}>
          <thead>
            <tr>
              <th scope="col">Stream</th>
              <th scope="col" data-number="true">
                Items
              </th>
              <th scope="col">Time zone</th>
              <th scope="col">Document</th>
            </tr>
          </thead>
          <tbody>
            {data?.streams.map((stream) => (
              <tr key={stream.id}>
                <td>
                  <Link to="/streams/$stream" params={{ stream: stream.id }}>
                    {stream.name}
                  </Link>
                  {stream.isSample && ' (sample)'}
                </td>
                <td data-number="true">{formatNumber(stream.itemCount)}</td>
                <td>{stream.timeZone}</td>
                <td>
                  <Link to="/streams/$stream/map" params={{ stream: stream.id }}>
                    version {stream.documentVersion}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Sources({ settings: { sources } }: { readonly settings: Settings }): ReactNode {
  return (
    <section>
      <h2 className={page.subtitle}>Sources</h2>
      {sources.length === 0 ? (
        <p className={style.quiet}>
          There is none yet. <Link to="/import">Import a history</Link> from Jira or a CSV file.
        </p>
      ) : (
        <table className={`${plain.table} ${style.table}`}>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Format</th>
              <th scope="col" data-number="true">
                Items
              </th>
              <th scope="col">Last import</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <tr key={source.id}>
                <td>{source.id}</td>
                <td>{source.kind}</td>
                <td data-number="true">{formatNumber(source.itemCount)}</td>
                <td>{source.lastImportAt === null ? '—' : formatAgo(source.lastImportAt, Date.now())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function Look(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section>
      <h2 className={page.subtitle}>Look of the page</h2>
      <SegmentedControl
        className={page.segments}
        aria-label="Look of the page"
        value={colorScheme}
        data={SCHEMES}
        transitionDuration={0}
        onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      />
      <p className={style.quiet}>Kept in this browser. Prints are always light.</p>
    </section>
  );
}

const KEYS = [
  ['/ or Ctrl K', 'go to a page, a stream, a measure, an item, a saved view'],
  ['Tab, Shift Tab', 'to the next or the previous thing that can be used'],
  ['↑ ↓ Page Home End', 'walk through a table; Enter opens the item'],
  ['Enter', 'on a status of a map: a menu of the steps it can go to'],
  ['Space ↑ ↓ Space', 'on a status or a step of a map: pick up, carry, put down'],
  ['Esc', 'close what stands open, leave what is carried where it was'],
] as const;

function Keys(): ReactNode {
  return (
    <section>
      <h2 className={page.subtitle}>Keys</h2>
      <dl className={style.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={keys} style={{ display: 'contents' }}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function CommandLine({ settings: { store } }: { readonly settings: Settings }): ReactNode {
  const on = store.kind === 'embedded' ? ` --data ${quoted(store.where)}` : '';
  const lines = [
    ['every command, in words', 'npm run millrace -- --help'],
    ['import from a terminal, also while this runs', `npm run millrace -- import jira export.json${on}`],
    ['changes and tags of a Git repository', `npm run millrace -- import git ../project${on}`],
    [
      'measure without a store',
      'npm run millrace -- measure --history export.json --format jira --stream stream.yaml --from DAY --to DAY',
    ],
    ['a copy to keep; stop the server first', `npm run millrace -- backup ../backup${on}`],
  ] as const;
  return (
    <section>
      <h2 className={page.subtitle}>On the command line</h2>
      <p className={style.quiet}>In the folder of Millrace:</p>
      <pre className={style.code}>
        {lines.map(([what, line]) => (
          <code key={line}>
            <span># {what}</span>
            {'\n'}
            {line}
          </code>
        ))}
      </pre>
    </section>
  );
}

function quoted(folder: string): string {
  return /\s/.test(folder) ? `"${folder}"` : folder;
}
