import type { ReactNode } from 'react';
import type { Sentence as Words } from '../../api/view.ts';
import style from './sentence.module.css';
import { Sentence } from './sentence.tsx';

/** The sentence a page begins with: what a colleague would say. It is the page's first heading. */
export function Lead({ words, stream }: { readonly words: Words; readonly stream: string | null }): ReactNode {
  return (
    <h1 className={style.lead}>
      <Sentence words={words} stream={stream} />
    </h1>
  );
}
