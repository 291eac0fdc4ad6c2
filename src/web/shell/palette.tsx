import { Modal, TextInput, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { objectivesQuery } from '../objectives/objective-queries.ts';
import { outcomesQuery } from '../outcomes/outcome-queries.ts';
import { itemsQuery, metricsQuery, streamsQuery, viewsQuery } from '../queries.ts';
import { viewOf } from '../search.ts';
import style from './palette.module.css';
import { type Destination, destinationsOf, rank } from './palette-destinations.ts';

interface Props {
  readonly onClose: () => void;
  /** What was typed before the palette was there. */
  readonly takeEarly: () => string;
}

/** Go anywhere: pages, streams, measures, items, windows. */
export default function Palette({ onClose, takeEarly }: Props): ReactNode {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  // Once, when the input is there: it takes the focus, and what was typed before it could.
  const [focusOnce] = useState(() => (input: HTMLInputElement | null): void => {
    if (input === null) return;
    input.focus();
    const early = takeEarly();
    if (early !== '') setText(early);
  });
  const [asked] = useDebouncedValue(text.trim(), 140);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const navigate = useNavigate();
  const { history } = useRouter();
  const search = useSearch({ from: '__root__' });
  const { stream } = useParams({ strict: false });
  const { setColorScheme } = useMantineColorScheme();
  const { data: streams } = useQuery(streamsQuery);
  const { data: metrics } = useQuery(metricsQuery);
  const { data: views } = useQuery(viewsQuery);
  const { data: outcomes } = useQuery(outcomesQuery);
  const { data: objectives } = useQuery(objectivesQuery);
  const { data: items } = useQuery({
    ...itemsQuery(stream ?? '', { search: asked, limit: 8 }, viewOf(search)),
    enabled: stream !== undefined && asked.length >= 2,
  });
  const found = rank(
    destinationsOf({
      streams: streams?.streams ?? [],
      metrics: metrics?.metrics ?? [],
      items: asked.length >= 2 ? (items?.rows ?? []) : [],
      views: views?.views ?? [],
      outcomes: outcomes?.outcomes ?? [],
      objectives: objectives?.objectives ?? [],
      stream: stream ?? null,
    }),
    text,
  );
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const go = (destination: Destination): void => {
    onClose();
    const { action } = destination;
    if (action.do === 'scheme') setColorScheme(action.scheme);
    else if (action.do === 'address') history.push(action.address);
    else if (action.do === 'search') {
      void navigate({ to: '.', search: (before) => ({ ...before, ...action.search }), resetScroll: false });
    } else void navigate({ ...action.link, search: (before) => ({ ...before, open: undefined, ...action.search }) });
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, chosen + step)));
    } else if (event.key === 'Enter') {
      const destination = found[chosen];
      if (destination !== undefined) go(destination);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} padding={0} size={560} yOffset="12dvh">
      <Modal.Overlay />
      <Modal.Content aria-label="Go anywhere">
        <TextInput
          className={style.input}
          ref={focusOnce}
          data-autofocus
          role="combobox"
          aria-label="Go to a page, a stream, a measure, an item, an outcome or an objective"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={found[chosen] === undefined ? undefined : `${listId}-${chosen}`}
          placeholder="Go to a page, a stream, a measure, an item, an outcome or an objective"
          size="md"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <div ref={list} id={listId} role="listbox" aria-label="Places" className={style.list}>
          {found.map((destination, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox above, which keeps the focus
            <div
              key={destination.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={style.option}
              onClick={() => go(destination)}
              onPointerMove={() => setAt(index)}
            >
              <span>{destination.name}</span>
              <span className={style.group}>{destination.group}</span>
            </div>
          ))}
          {found.length === 0 && (
            <div role="option" tabIndex={-1} aria-selected={false} className={style.none}>
              Nothing is named so. Try part of a name, or an item’s key.
            </div>
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
