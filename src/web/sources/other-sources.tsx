import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatAgo, formatCount } from '../format.ts';
import page from '../pages/page.module.css';
import { streamsQuery } from '../queries.ts';
import style from './sources.module.css';

/** Sources that are not read by themselves: files, and tools that are read no more. */
export function OtherSources({ live }: { readonly live: readonly string[] }): ReactNode {
  const { data } = useQuery(streamsQuery);
  const others = data?.sources.filter(({ id, isSample }) => !isSample && !live.includes(id)) ?? [];
  if (others.length === 0) return null;
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>Brought by hand, or read no more</h2>
      <dl className={style.facts}>
        {others.map(({ id, itemCount, lastImportAt }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt>{id}</dt>
            <dd>
              {formatCount(itemCount, 'item')}
              {lastImportAt !== null && `, last import ${formatAgo(lastImportAt, Date.now())}`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
