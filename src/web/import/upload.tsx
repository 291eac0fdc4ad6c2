import { Progress as Bar, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatBytes } from '../format.ts';
import { Lead } from '../parts/lead.tsx';
import style from '../parts/progress.module.css';
import type { Sent } from './send-file.ts';

interface Props {
  readonly name: string;
  readonly sent: Sent;
  readonly onStop: () => void;
}

/** A file on its way to the server. */
export function Upload({ name, sent, onStop }: Props): ReactNode {
  const isThere = sent.total > 0 && sent.bytes >= sent.total;
  return (
    <>
      <Lead words={[{ text: `${name} is on its way. Keep this page open until it has arrived.` }]} stream={null} />
      <section className={style.progress} aria-label={`Sending ${name}`}>
        <div className={style.line}>
          <strong>Sending {name}</strong>
          <span>
            {isThere ? 'arrived; waiting for an answer' : `${formatBytes(sent.bytes)} of ${formatBytes(sent.total)}`}
          </span>
        </div>
        <Bar value={sent.total === 0 ? 0 : (sent.bytes / sent.total) * 100} size="sm" aria-label={`Sending ${name}`} />
        <div className={style.line}>
          <span className={style.quiet}>Nothing is imported before the whole file is there.</span>
          <Button size="compact-sm" onClick={onStop}>
            Stop
          </Button>
        </div>
      </section>
    </>
  );
}
