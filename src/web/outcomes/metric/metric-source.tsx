import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MetricBody } from '../../../outcomes/metric.ts';
import { metricsQuery, streamsQuery } from '../../queries.ts';
import style from '../form/form.module.css';

type Source = MetricBody['source'];

interface Props {
  readonly source: Source;
  readonly onChange: (source: Source) => void;
  readonly errors: ReadonlyMap<string, string>;
}

const KINDS = [
  { value: 'values', label: 'values that are typed, sent as CSV or pushed' },
  { value: 'millrace', label: 'a figure of Millrace itself' },
  { value: 'sql', label: 'a query to a PostgreSQL database' },
  { value: 'prometheus', label: 'a query to Prometheus' },
  { value: 'json', label: 'an address that answers JSON' },
] as const;

/** Where the values come from. */
export function MetricSource({ source, onChange, errors }: Props): ReactNode {
  const { data: streams } = useQuery(streamsQuery);
  const { data: measures } = useQuery(metricsQuery);
  const begin = (kind: string): Source => {
    switch (kind) {
      case 'millrace':
        return { kind, stream: streams?.streams[0]?.id ?? '', metric: measures?.metrics[0]?.id ?? '' };
      case 'sql':
        return { kind, connection: '', query: '' };
      case 'prometheus':
        return { kind, url: '', query: '' };
      case 'json':
        return { kind, url: '', path: '' };
      default:
        return { kind: 'values' };
    }
  };
  return (
    <>
      <NativeSelect
        className={style.wide}
        label="Values come from"
        value={source.kind}
        data={[...KINDS]}
        error={errors.get('source')}
        onChange={(event) => onChange(begin(event.currentTarget.value))}
      />
      {source.kind === 'millrace' && (
        <>
          <NativeSelect
            label="Stream"
            value={source.stream}
            data={(streams?.streams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => onChange({ ...source, stream: event.currentTarget.value })}
          />
          <NativeSelect
            label="Figure, by week"
            value={source.metric}
            data={(measures?.metrics ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => onChange({ ...source, metric: event.currentTarget.value })}
          />
        </>
      )}
      {source.kind === 'sql' && (
        <>
          <TextInput
            label="Connection"
            description="Its name in the server’s settings."
            value={source.connection}
            onChange={(event) => onChange({ ...source, connection: event.currentTarget.value })}
          />
          <Query value={source.query} onChange={(query) => onChange({ ...source, query })} />
        </>
      )}
      {source.kind === 'prometheus' && (
        <>
          <Address value={source.url} onChange={(url) => onChange({ ...source, url })} />
          <Query value={source.query} onChange={(query) => onChange({ ...source, query })} />
        </>
      )}
      {source.kind === 'json' && (
        <>
          <Address value={source.url} onChange={(url) => onChange({ ...source, url })} />
          <TextInput
            label="Path to the value or the list of them"
            value={source.path}
            onChange={(event) => onChange({ ...source, path: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

interface TextProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Address({ value, onChange }: TextProps): ReactNode {
  return (
    <TextInput label="Address" type="url" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

function Query({ value, onChange }: TextProps): ReactNode {
  return (
    <Textarea
      className={style.wide}
      label="Query"
      autosize
      minRows={2}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
