import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { Opens, Sentence as Words } from '../../api/view.ts';
import { writeOpen } from '../open.ts';
import style from './sentence.module.css';

interface Props {
  readonly words: Words;
  /** The stream that links without one of their own lead into. */
  readonly stream: string | null;
}

/** Words of which some lead to what is behind them. The text is the server's; nothing is worded here. */
export function Sentence({ words, stream }: Props): ReactNode {
  return words.map((part, index) => {
    const key = `${index} ${part.text}`;
    const text = part.isSignal === true ? <span className={style.signal}>{part.text}</span> : part.text;
    if (part.opens === undefined) return <Fragment key={key}>{text}</Fragment>;
    return (
      <OpensLink key={key} opens={part.opens} stream={stream} isSignal={part.isSignal === true}>
        {part.text}
      </OpensLink>
    );
  });
}

interface OpensLinkProps {
  readonly opens: Opens;
  readonly stream: string | null;
  readonly isSignal: boolean;
  readonly children: ReactNode;
}

/** A link to whatever the contract says can be opened. */
export function OpensLink({ opens, stream, isSignal, children }: OpensLinkProps): ReactNode {
  const className = isSignal ? `${style.link} ${style.signal}` : style.link;
  switch (opens.to) {
    case 'measure': {
      const open = writeOpen({ to: 'measure', metric: opens.metric, where: {} });
      return <OpenHere open={open} stream={stream} className={className} text={children} />;
    }
    case 'step':
      return (
        <OpenHere
          open={writeOpen({ to: 'step', step: opens.step })}
          stream={stream}
          className={className}
          text={children}
        />
      );
    case 'chart':
      return (
        <Link
          to={stream === null ? '.' : '/streams/$stream'}
          params={{ stream: stream ?? '' }}
          hash={opens.chart}
          className={className}
        >
          {children}
        </Link>
      );
    case 'stream':
      return (
        <Link to="/streams/$stream" params={{ stream: opens.stream }} className={className}>
          {children}
        </Link>
      );
    case 'window': {
      const { from, before } = opens;
      return (
        <Link
          to={stream === null ? '.' : '/streams/$stream'}
          params={{ stream: stream ?? '' }}
          search={(known) => ({ ...known, from, to: before, last: undefined, asOf: undefined })}
          className={className}
        >
          {children}
        </Link>
      );
    }
    case 'page':
      if (
        opens.page === 'import' ||
        opens.page === 'outcomes' ||
        opens.page === 'reviews' ||
        opens.page === 'factory'
      ) {
        return (
          <Link to={`/${opens.page}`} className={className}>
            {children}
          </Link>
        );
      }
      if (stream === null) return children;
      return (
        <Link to={`/streams/$stream/${opens.page}`} params={{ stream }} className={className}>
          {children}
        </Link>
      );
  }
}

interface OpenHereProps {
  readonly open: string;
  readonly stream: string | null;
  readonly className: string | undefined;
  readonly text: ReactNode;
}

/** Opens beside the page of the stream; from the portfolio it leads there first. */
function OpenHere({ open, stream, className, text }: OpenHereProps): ReactNode {
  if (stream === null) return text;
  return (
    <Link
      to="/streams/$stream"
      params={{ stream }}
      search={(before) => ({ ...before, open })}
      resetScroll={false}
      className={className}
    >
      {text}
    </Link>
  );
}
