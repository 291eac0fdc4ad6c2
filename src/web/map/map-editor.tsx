import { Button, Drawer, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { StreamDocument } from '../../flow/stream/document.ts';
import { editDocumentText } from '../../flow/stream/edit.ts';
import { parseStream } from '../../flow/stream/parse.ts';
import { ask, RequestFailure } from '../client.ts';
import { download } from '../parts/csv.ts';
import { DocumentEditor } from '../parts/document-editor.tsx';
import { Lead } from '../parts/lead.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { documentQuery } from '../queries.ts';
import { Conflict } from './conflict.tsx';
import style from './map.module.css';
import { MapBoard } from './map-board.tsx';
import { mapSentence } from './map-sentence.ts';
import type { SeenEvent, SeenStatus } from './place-statuses.ts';
import { Preview } from './preview.tsx';
import { Rules } from './rules.tsx';
import { SaveBar } from './save-bar.tsx';
import { useDraft } from './use-draft.ts';

interface Props {
  readonly stream: string;
  readonly saved: {
    readonly text: string;
    readonly version: number;
    readonly statuses: readonly SeenStatus[];
    readonly events: readonly SeenEvent[];
  };
  readonly tab: 'map' | 'document';
  readonly onTab: (tab: 'map' | 'document') => void;
  /** The job that computes new figures. */
  readonly onSaved: (job: string) => void;
}

const TABS = [
  { value: 'map', label: 'Map' },
  { value: 'document', label: 'Document' },
];

/** One document, edited as a board or as text; both say the same at any moment. */
export function MapEditor({ stream, saved, tab, onTab, onSaved }: Props): ReactNode {
  const queries = useQueryClient();
  const draft = useDraft(stream, saved);
  const { text } = draft;
  const read = useMemo(() => parseStream(text), [text]);
  const [lostRemarks, setLostRemarks] = useState(false);
  const [goTo, setGoTo] = useState<{ readonly line: number }>();
  const [isPreviewOpen, setPreviewOpen] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const { isChanged } = draft;

  const change = (next: StreamDocument): void => {
    const edited = editDocumentText(text, next);
    if (!edited.ok) return;
    setLostRemarks(!edited.isInPlace);
    draft.change(edited.text);
  };
  const look = useMutation({
    mutationFn: () => ask('post /api/streams/{stream}/preview', { params: { stream }, body: { text } }),
    onSuccess: () => setPreviewOpen(true),
  });
  const save = useMutation({
    mutationFn: () =>
      ask('put /api/streams/{stream}/document', { params: { stream }, body: { text, basedOn: draft.basedOn } }),
    onSuccess: async ({ version, jobId }) => {
      draft.rebase({ text, version }, 'mine');
      setPreviewOpen(false);
      onSaved(jobId);
      await queries.invalidateQueries({ queryKey: documentQuery(stream).queryKey });
    },
    onError: async (error) => {
      setPreviewOpen(false);
      if (error instanceof RequestFailure && error.code === 'conflict') {
        await queries.invalidateQueries({ queryKey: documentQuery(stream).queryKey });
      }
    },
  });
  const isBehind = isChanged && draft.basedOn < saved.version && !save.isPending;
  const failed = [look.error, save.error].find(
    (error) => error !== null && !(error instanceof RequestFailure && error.code === 'conflict'),
  );
  const showKey = (key: string): void => {
    const line = text.split('\n').findIndex((one) => one.startsWith(`${key}:`));
    setGoTo({ line: line === -1 ? text.trimEnd().split('\n').length : line + 1 });
    onTab('document');
  };
  const takeFile = async (files: FileList | null): Promise<void> => {
    const found = files?.[0];
    if (found === undefined) return;
    draft.change(await found.text());
    onTab('document');
  };

  return (
    <>
      <Lead
        words={
          read.ok
            ? mapSentence(read.stream, saved.statuses)
            : [{ text: 'The document has something to mend; the map is drawn again as soon as it can be read.' }]
        }
        stream={stream}
      />
      <div className={style.head}>
        <SegmentedControl
          aria-label="How the map is shown"
          value={tab}
          data={TABS}
          transitionDuration={0}
          onChange={(value) => onTab(value === 'document' ? 'document' : 'map')}
        />
        <div className={style.buttons}>
          <Button size="xs" onClick={() => download(`${stream}.yaml`, text, 'application/yaml')}>
            Save as a file
          </Button>
          <Button size="xs" onClick={() => file.current?.click()}>
            Replace from a file
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            accept=".yaml,.yml,.json"
            aria-label="A stream’s document"
            onChange={(event) => {
              void takeFile(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </div>
      </div>
      {isBehind && <Conflict stream={stream} draft={draft} saved={saved} />}
      {draft.isFromBefore && !isBehind && (
        <div className={style.notice}>
          <p>These are changes of an earlier visit that were not saved.</p>
        </div>
      )}
      {lostRemarks && isChanged && (
        <div className={style.notice} data-ask="true">
          <p>
            The text could not be changed in place and was written anew, without its remarks. Undo brings them back;
            then make this change in the document itself.
          </p>
        </div>
      )}
      {failed !== undefined && failed !== null && <ErrorNote error={failed} what="What would change" />}
      {tab === 'document' ? (
        <DocumentEditor
          label={`Document of ${stream}`}
          value={text}
          onChange={draft.change}
          problems={read.ok ? [] : read.problems}
          warnings={read.ok ? read.warnings : []}
          height="72vh"
          goTo={goTo}
        />
      ) : read.ok ? (
        <>
          {read.warnings.length > 0 && (
            <ul className={style.quiet} aria-label="Worth a look">
              {read.warnings.map((warning) => (
                <li key={`${warning.line} ${warning.message}`}>{warning.message}</li>
              ))}
            </ul>
          )}
          <MapBoard stream={read.stream} seen={saved.statuses} happened={saved.events} onChange={change} />
          <Rules document={read.document} onChange={showKey} />
        </>
      ) : (
        <div className={style.notice} data-ask="true" role="alert">
          <p>
            Line {read.problems[0]?.line}: {read.problems[0]?.message}
            {read.problems.length > 1 && ` (and ${read.problems.length - 1} more)`}
          </p>
          <Button
            size="xs"
            onClick={() => {
              setGoTo({ line: read.problems[0]?.line ?? 1 });
              onTab('document');
            }}
          >
            Mend it in the document
          </Button>
        </div>
      )}
      {isChanged && (
        <SaveBar
          draft={draft}
          isValid={read.ok && !isBehind}
          isLooking={look.isPending}
          onPreview={() => look.mutate()}
          onDiscard={() => draft.rebase(saved, 'saved')}
        />
      )}
      <Drawer
        opened={isPreviewOpen && look.data !== undefined}
        onClose={() => setPreviewOpen(false)}
        position="right"
        size="min(860px, 100%)"
        title="What this map would change"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {look.data !== undefined && (
          <Preview
            stream={stream}
            preview={look.data}
            isSaving={save.isPending}
            onSave={() => save.mutate()}
            onBack={() => setPreviewOpen(false)}
          />
        )}
      </Drawer>
    </>
  );
}
