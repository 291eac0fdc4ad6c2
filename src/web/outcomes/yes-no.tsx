import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  /** null: not known. */
  readonly value: boolean | null;
  readonly onChange: (value: boolean | null) => void;
}

/** Yes, no, or honestly not known. */
export function YesNo({ label, value, onChange }: Props): ReactNode {
  return (
    <NativeSelect
      label={label}
      value={value === null ? '' : value ? 'yes' : 'no'}
      data={[
        { value: '', label: 'not known' },
        { value: 'yes', label: 'yes' },
        { value: 'no', label: 'no' },
      ]}
      onChange={(event) => {
        const said = event.currentTarget.value;
        onChange(said === '' ? null : said === 'yes');
      }}
    />
  );
}
