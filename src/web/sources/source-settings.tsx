import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LiveSourceAnswer } from '../../api/sources.ts';
import { formatAgo } from '../format.ts';
import page from '../pages/page.module.css';
import { connectorsQuery } from './source-queries.ts';
import { everyInWords } from './source-words.ts';
import style from './sources.module.css';

/** How a source is read; of credentials only that they are kept. */
export function SourceSettings({ source }: { readonly source: LiveSourceAnswer }): ReactNode {
  const { body, secrets, sweptAt } = source;
  const { data } = useQuery(connectorsQuery);
  const connector = data?.connectors.find(({ id }) => id === body.kind);
  const labelOf = (key: string): string =>
    [...(connector?.fields ?? []), ...(connector?.secrets ?? [])].find((field) => field.key === key)?.label ?? key;
  const facts: readonly (readonly [string, string])[] = [
    ['Tool', source.connector],
    ...Object.entries(body.config).flatMap(([key, value]) => {
      const text = textOf(value);
      return text === '' ? [] : [[labelOf(key), text] as const];
    }),
    ['Credentials', secrets.length === 0 ? 'none' : `kept, never shown: ${secrets.map(labelOf).join(', ')}`],
    ['Asked', body.isPaused ? 'only by hand' : everyInWords(body.everyMinutes)],
    ['Requests a second', `at most ${body.perSecond ?? connector?.perSecond ?? 'what the tool allows'}`],
    ...(body.proxy === undefined ? [] : [['Proxy', body.proxy] as const]),
    ...(body.ca === undefined ? [] : [['Private certificates', 'given'] as const]),
    ['Gone records', sweptAt === null ? 'not looked for yet' : `last looked for ${formatAgo(sweptAt, Date.now())}`],
  ];
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>How it is read</h2>
      <dl className={style.facts}>
        {facts.map(([name, text]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    return entries.map(textOf).join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
