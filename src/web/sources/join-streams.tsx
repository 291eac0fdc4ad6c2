import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import page from '../pages/page.module.css';
import { streamsQuery } from '../queries.ts';
import { connectorsQuery } from './source-queries.ts';
import style from './sources.module.css';

/** What a tool tells of code and deployments joins the streams there are, where each says what delivers it. */
export function JoinStreams({ kind }: { readonly kind: string }): ReactNode {
  const { data: connectors } = useQuery(connectorsQuery);
  const { data } = useQuery(streamsQuery);
  const brings = connectors?.connectors.find(({ id }) => id === kind)?.brings ?? [];
  const streams = data?.streams.filter(({ isSample }) => !isSample) ?? [];
  if (streams.length === 0 || !brings.some((one) => one === 'changes' || one === 'deployments')) return null;
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>Code and deployments in the streams there are</h2>
      <p className={style.serif}>
        Say once which repositories deliver a stream, and its figures of delivery are there: on the page Delivery of{' '}
        {streams.map(({ id, name }, place) => (
          <Fragment key={id}>
            {place > 0 && (place === streams.length - 1 ? ' or ' : ', ')}
            <Link className={style.link} to="/streams/$stream/delivery" params={{ stream: id }}>
              {name}
            </Link>
          </Fragment>
        ))}
        .
      </p>
    </section>
  );
}
