import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { objectivesQuery } from './objective-queries.ts';

interface Props {
  readonly value: string | null;
  readonly onChange: (keyResult: string | null) => void;
}

/** The key result that an outcome serves, of the cycles that are open. What a tool named otherwise stays to be chosen. */
export function KeyResultChooser({ value, onChange }: Props): ReactNode {
  const { data } = useQuery(objectivesQuery);
  const groups = (data?.objectives ?? [])
    .filter((row) => row.keyResults.length > 0 && (!row.isClosed || row.keyResults.some(({ id }) => id === value)))
    .map((row) => ({
      group: row.body.title,
      items: row.keyResults.map(({ id, body }) => ({ value: id, label: body.title })),
    }));
  const isKnown = groups.some(({ items }) => items.some((one) => one.value === value));
  return (
    <NativeSelect
      label="Key result"
      description="The key result that it serves, if there is one."
      value={value ?? ''}
      data={[{ value: '', label: 'none' }, ...(value === null || isKnown ? [] : [{ value, label: value }]), ...groups]}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}

/** A key result by its title, as a link to where it stands would say it; what is not known here as it was named. */
export function useKeyResultTitle(keyResult: string | null): string | null {
  const { data } = useQuery({ ...objectivesQuery, enabled: keyResult !== null });
  const found = data?.objectives.flatMap((row) => row.keyResults).find(({ id }) => id === keyResult);
  return found?.body.title ?? keyResult;
}
