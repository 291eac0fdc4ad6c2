import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { saveSvg } from '../charts/save-picture.ts';
import { download } from '../parts/csv.ts';
import { fileName } from '../parts/rows-table.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { useTokens } from '../scheme.ts';
import { drawLoop, loopPictureOf } from './loop-picture.ts';
import style from './outcome-page.module.css';
import { shareQuery } from './outcome-queries.ts';

const PICTURE = { notes: [], isNarrow: false, width: 900, height: 420 } as const;

/** One page for team and stakeholders, and a draft comment for the epic. A person sends them; Millrace sends nothing. */
export function ShareOutcome({ page }: { readonly page: OutcomePage }): ReactNode {
  const { id, title } = page.row;
  const tokens = useTokens();
  const { data, error, refetch } = useQuery(shareQuery(id));
  if (error !== null) return <ErrorNote error={error} what="The summary" retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={420} label="The summary" />;
  const link = `${location.origin}${data.path}`;
  return (
    <div className={style.stack}>
      <p className={style.quiet}>Nothing is sent from here. Copy what you need and put it where it is read.</p>
      <section className={style.stack} aria-label="The link">
        <h2 className={style.title}>Link</h2>
        <p>
          <a href={data.path}>{link}</a>
        </p>
        <div className={style.actions}>
          <Copy text={link} name="Copy the link" />
        </div>
      </section>
      <section className={style.stack} aria-label="The page">
        <h2 className={style.title}>One page, as Markdown</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keys */}
        <pre className={style.text} tabIndex={0}>
          {data.markdown}
        </pre>
        <div className={style.actions}>
          <Copy text={data.markdown} name="Copy the page" />
          <Button onClick={() => download(`${fileName(title)}.md`, data.markdown, 'text/markdown;charset=utf-8')}>
            Save the page
          </Button>
        </div>
      </section>
      {page.values.length > 0 && (
        <section className={style.stack} aria-label="The picture">
          <h2 className={style.title}>Picture</h2>
          <p className={style.quiet}>The metric, the release, and the path that would have been expected without it.</p>
          <div className={style.actions}>
            <Button
              onClick={() =>
                void saveSvg(
                  drawLoop(loopPictureOf(page), { ...PICTURE, tokens }),
                  title,
                  PICTURE.width,
                  PICTURE.height,
                )
              }
            >
              Save the picture
            </Button>
          </div>
        </section>
      )}
      <section className={style.stack} aria-label="The comment">
        <h2 className={style.title}>Draft comment for the epic</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keys */}
        <pre className={style.text} tabIndex={0}>
          {data.comment.replace(data.path, link)}
        </pre>
        <div className={style.actions}>
          <Copy text={data.comment.replace(data.path, link)} name="Copy the comment" />
        </div>
      </section>
    </div>
  );
}

function Copy({ text, name }: { readonly text: string; readonly name: string }): ReactNode {
  return (
    <CopyButton value={text} timeout={4000}>
      {({ copied, copy }) => (
        <Button onClick={copy}>
          {name}
          <span role="status">{copied ? ': copied' : ''}</span>
        </Button>
      )}
    </CopyButton>
  );
}
