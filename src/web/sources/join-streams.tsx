import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { ConnectorAnswer } from '../../api/sources.ts';
import type { StreamSummary } from '../../api/store.ts';
import page from '../pages/page.module.css';
import style from './sources.module.css';

/** Streams that what a tool tells of code and deployments could join; none where it tells of neither. */
export function streamsToJoin(
  connector: ConnectorAnswer | undefined,
  streams: readonly StreamSummary[],
): readonly StreamSummary[] {
  const brings = connector?.brings ?? [];
  return brings.includes('changes') || brings.includes('deployments') ? streams.filter((one) => !one.isSample) : [];
}

/** What a tool tells of code and deployments joins the streams there are, where each says what delivers it. */
export function JoinStreams({ streams }: { readonly streams: readonly StreamSummary[] }): ReactNode {
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
