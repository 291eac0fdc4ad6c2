import { Select } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** The zone that the browser is in. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** A time zone, found by typing part of its name. */
export function ZoneSelect({ label, description, value, onChange }: Props): ReactNode {
  const data = ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <Select
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      data={data}
      searchable
      allowDeselect={false}
      limit={80}
      nothingFoundMessage="No zone is named so"
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(zone) => {
        if (zone !== null) onChange(zone);
      }}
    />
  );
}
