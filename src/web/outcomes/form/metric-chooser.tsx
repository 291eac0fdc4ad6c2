import { Button, Modal, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MetricForm } from '../metric/metric-form.tsx';
import { outcomeMetricsQuery } from '../outcome-queries.ts';
import type { FieldProps } from './field-props.ts';
import style from './form.module.css';

interface Props extends FieldProps {
  readonly metricSaid: string | null;
}

/** The metric that will be read: one that is there, or a new one made from the sentence or a template. */
export function MetricChooser({ body, set, errors, metricSaid }: Props): ReactNode {
  const [isMaking, making] = useDisclosure();
  const { data } = useQuery(outcomeMetricsQuery);
  const metrics = data?.metrics ?? [];
  const begin = {
    name: metricSaid === null ? '' : metricSaid.charAt(0).toUpperCase() + metricSaid.slice(1),
    unit: body.unit ?? '',
    goodDirection: body.direction === 'down' ? ('down' as const) : ('up' as const),
  };
  return (
    <div className={style.chosen}>
      <NativeSelect
        label="Metric"
        description={metricSaid === null || body.metric !== null ? undefined : `The sentence says “${metricSaid}”.`}
        value={body.metric ?? ''}
        error={errors.get('metric')}
        data={[
          { value: '', label: 'none chosen yet' },
          ...metrics.map(({ id, name, unit }) => ({ value: id, label: unit === '' ? name : `${name} (${unit})` })),
        ]}
        onChange={(event) => {
          const chosen = metrics.find(({ id }) => id === event.currentTarget.value);
          set({
            metric: chosen?.id ?? null,
            ...(chosen === undefined || chosen.unit === '' ? {} : { unit: chosen.unit }),
          });
        }}
      />
      <Button size="compact-sm" onClick={making.open}>
        Make a metric
      </Button>
      <Modal
        opened={isMaking}
        onClose={making.close}
        size="min(640px, 100%)"
        title="A new metric"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <MetricForm
          begin={begin}
          onSaved={({ id, unit }) => {
            set({ metric: id, ...(unit === '' ? {} : { unit }) });
            making.close();
          }}
        />
      </Modal>
    </div>
  );
}
