import { Button } from '@mantine/core';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import style from './import.module.css';

/** Takes one file, dropped or chosen. */
export function FileDrop({ onFile }: { readonly onFile: (file: File) => void }): ReactNode {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section
      className={style.drop}
      data-over={isOver}
      aria-label="The file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>Drop a file here, or choose one.</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.ndjson,.jsonl,.csv,.tsv,.txt,.gz"
        aria-label="File of history"
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <Button variant="filled" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <p className={style.quiet}>
        JSON or CSV, as it is or packed with gzip. It stays on this machine; names of people are dropped while it is
        read.
      </p>
    </section>
  );
}
