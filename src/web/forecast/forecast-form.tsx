import { Button, NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type ForecastAsked, facetsQuery } from '../queries.ts';
import type { View } from '../search.ts';
import style from './forecast.module.css';

type Question = 'when' | 'how-many' | 'epic';

const QUESTIONS: readonly { readonly value: Question; readonly label: string }[] = [
  { value: 'when', label: 'When so many items' },
  { value: 'how-many', label: 'How many until a day' },
  { value: 'epic', label: 'When an epic' },
];

interface Props {
  readonly stream: string;
  readonly asked: ForecastAsked;
  readonly view: View;
}

/** One question at a time; the answer's address can be shared. */
export function ForecastForm({ stream, asked, view }: Props): ReactNode {
  const navigate = useNavigate({ from: '/streams/$stream/forecast' });
  const { data } = useQuery(facetsQuery(stream, view));
  const [question, setQuestion] = useState<Question>(
    asked.forEpic !== undefined ? 'epic' : asked.until !== undefined ? 'how-many' : 'when',
  );
  const [items, setItems] = useState<number | string>(asked.items ?? 10);
  const [until, setUntil] = useState(asked.until ?? '');
  const [epic, setEpic] = useState(asked.forEpic ?? '');
  const epics = data?.epics ?? [];
  const chosen = epic === '' ? (epics[0]?.item ?? '') : epic;
  const next = nextOf(question, items, until, chosen);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (next === null) return;
    void navigate({
      search: (before) => ({ ...before, items: undefined, until: undefined, forEpic: undefined, ...next }),
      resetScroll: false,
    });
  };
  return (
    <form className={style.form} onSubmit={submit}>
      <SegmentedControl
        aria-label="What to forecast"
        value={question}
        data={[...QUESTIONS]}
        transitionDuration={0}
        onChange={(value) => setQuestion(QUESTIONS.find((one) => one.value === value)?.value ?? 'when')}
      />
      {question === 'when' && (
        <NumberInput
          aria-label="Number of items"
          value={items}
          onChange={setItems}
          min={1}
          max={100_000}
          allowDecimal={false}
          w={110}
        />
      )}
      {question === 'how-many' && (
        <TextInput
          type="date"
          aria-label="Last day"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      )}
      {question === 'epic' && (
        <NativeSelect
          aria-label="Epic"
          className={style.epic}
          value={chosen}
          data={epics.map((one) => ({ value: one.item, label: `${one.item} ${one.title}` }))}
          onChange={(event) => setEpic(event.currentTarget.value)}
        />
      )}
      <Button type="submit" variant="filled" disabled={next === null}>
        Forecast
      </Button>
    </form>
  );
}

function nextOf(question: Question, items: number | string, until: string, epic: string): ForecastAsked | null {
  switch (question) {
    case 'when': {
      const count = Number(items);
      return Number.isInteger(count) && count >= 1 ? { items: count } : null;
    }
    case 'how-many':
      return until === '' ? null : { until };
    case 'epic':
      return epic === '' ? null : { forEpic: epic };
  }
}
