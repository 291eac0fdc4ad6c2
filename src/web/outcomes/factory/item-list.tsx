import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Factory } from '../../../api/outcomes.ts';
import { formatDay } from '../../format.ts';
import { COVERAGES } from './coverage-words.ts';
import style from './factory.module.css';

type Item = Factory['items'][number];

const FEW = 12;

/** Initiatives and epics, each with its outcome or one click from having one. */
export function ItemList({ items, name }: { readonly items: readonly Item[]; readonly name: string }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, FEW);
  return (
    <>
      <ul className={style.list} aria-label={name}>
        {shown.map((one) => (
          <li key={`${one.stream} ${one.source} ${one.item}`}>
            <span>
              <Link
                to="/streams/$stream/items/$item"
                params={{ stream: one.stream, item: one.item }}
                search={(before) => ({ ...before, source: one.source })}
              >
                {one.item} {one.title}
              </Link>{' '}
              <span className={style.quiet}>{spanInWords(one)}</span>
            </span>
            {one.outcome === null ? (
              <Link
                to="/outcomes/new"
                search={{ source: one.source, item: one.item, stream: one.stream }}
                aria-label={`State its outcome: ${one.item} ${one.title}`}
              >
                State its outcome
              </Link>
            ) : (
              <Link
                to="/outcomes/$id"
                params={{ id: one.outcome }}
                aria-label={`The outcome of ${one.item}: ${coverageOf(one)}`}
              >
                {coverageOf(one)}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {items.length > FEW && (
        <div>
          <Button size="compact-sm" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
            {isWhole ? 'Show fewer' : `Show all ${items.length}`}
          </Button>
        </div>
      )}
    </>
  );
}

function coverageOf({ coverage }: Item): string {
  return COVERAGES.find(({ id }) => id === coverage)?.means ?? coverage;
}

function spanInWords({ startedOn, deliveredOn }: Item): string {
  if (startedOn === null) return deliveredOn === null ? '' : `delivered ${formatDay(deliveredOn)}`;
  return deliveredOn === null
    ? `in work since ${formatDay(startedOn)}`
    : `${formatDay(startedOn)} to ${formatDay(deliveredOn)}`;
}
