import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import type { Sentence as Words } from '../../api/view.ts';
import { formatAgo, formatCount } from '../format.ts';
import { ChosenFile } from '../import/chosen-file.tsx';
import { FileDrop } from '../import/file-drop.tsx';
import { FormatHelp } from '../import/format-help.tsx';
import { type Guess, guessFormat } from '../import/guess-format.ts';
import { ImportJob } from '../import/import-job.tsx';
import { readHead } from '../import/read-head.ts';
import { RecentWork } from '../import/recent-work.tsx';
import { type Sending, type Sent, sendFile } from '../import/send-file.ts';
import { Upload } from '../import/upload.tsx';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { streamsQuery } from '../queries.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/import');

interface Chosen {
  readonly file: File;
  readonly guess: Guess;
}

/** A history from its file to its stream, step by step; the address holds the job, so that a reload loses nothing. */
export function ImportPage(): ReactNode {
  const { job, zone } = route.useSearch();
  const navigate = useNavigate({ from: '/import' });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [sent, setSent] = useState<Sent>({ bytes: 0, total: 0 });
  const stopping = useRef<AbortController>(null);
  const choose = async (file: File): Promise<void> => setChosen({ file, guess: await guessOf(file) });
  const send = useMutation({
    mutationFn: ({ file, sending }: { readonly file: File; readonly sending: Sending }) => {
      stopping.current = new AbortController();
      setSent({ bytes: 0, total: file.size });
      return sendFile(file, sending, setSent, stopping.current.signal);
    },
    onSuccess: (made, { sending }) => {
      setChosen(null);
      void navigate({ search: (before) => ({ ...before, job: made.id, zone: sending.timeZone }) });
    },
  });
  const failed = send.error instanceof DOMException ? null : send.error;
  return (
    <>
      <PageTop title="Import a history" stream={null} hasWindow={false} />
      <div className={page.page}>
        {job !== undefined ? (
          <>
            <ImportJob key={job} id={job} zone={zone} />
            <p>
              <Link to="/import" search={(before) => ({ ...before, job: undefined, zone: undefined })}>
                Import another file
              </Link>
            </p>
          </>
        ) : send.isPending && chosen !== null ? (
          <Upload name={chosen.file.name} sent={sent} onStop={() => stopping.current?.abort()} />
        ) : chosen !== null ? (
          <>
            <ChosenFile
              key={`${chosen.file.name} ${chosen.file.lastModified}`}
              file={chosen.file}
              guess={chosen.guess}
              onSend={(sending) => send.mutate({ file: chosen.file, sending })}
              onOther={() => setChosen(null)}
            />
            {failed !== null && <ErrorNote error={failed} what="The import" />}
          </>
        ) : (
          <>
            <Beginning />
            <FileDrop onFile={(file) => void choose(file)} />
            <p>
              Or <Link to="/sources/new">connect a tool</Link>: Millrace then reads its whole history by itself, and
              from then on what changes.
            </p>
            <FormatHelp />
            <RecentWork />
          </>
        )}
      </div>
    </>
  );
}

async function guessOf(file: File): Promise<Guess> {
  try {
    return guessFormat(file.name, await readHead(file));
  } catch (error) {
    console.debug('the file cannot be looked into', error);
    return { format: null, why: 'The browser cannot read it.', doubt: 'Is it still where it was, and may it be read?' };
  }
}

/** What is there already, or what to begin with. */
function Beginning(): ReactNode {
  const { data, error, refetch } = useQuery(streamsQuery);
  if (error !== null) return <ErrorNote error={error} what="The sources" retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={76} label="The sentence" />;
  return <Lead words={wordsOf(data.sources)} stream={null} />;
}

interface Source {
  readonly id: string;
  readonly itemCount: number;
  readonly isSample: boolean;
  readonly lastImportAt: string | null;
}

function wordsOf(all: readonly Source[]): Words {
  const sources = all.filter((source) => !source.isSample);
  const items = sources.reduce((sum, source) => sum + source.itemCount, 0);
  const last = sources
    .flatMap((source) => (source.lastImportAt === null ? [] : [source.lastImportAt]))
    .toSorted()
    .at(-1);
  if (items === 0) {
    return [
      {
        text: 'No history has been imported yet. Bring one from Jira or a CSV file, and Millrace suggests the first value stream from it.',
      },
    ];
  }
  const names = sources.map((source) => source.id).join(', ');
  const when = last === undefined ? '' : `; the last import was ${ago(last)}`;
  return [
    {
      text: `${formatCount(items, 'item')} came from ${names}${when}. Another file adds to them or brings them up to date.`,
    },
  ];
}

function ago(instant: string): string {
  const words = formatAgo(instant, Date.now());
  return words === 'now' ? 'a moment ago' : words;
}
