import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { send } from '../client.ts';
import { ErrorNote } from '../parts/states.tsx';
import { refreshObjectives } from './objective-queries.ts';
import style from './objectives.module.css';

/** Objectives out to a file, and in from one: all of it or nothing. */
export function ObjectiveFiles(): ReactNode {
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: async (file: File): Promise<string> => {
      const format = /\.csv$/i.test(file.name) ? 'csv' : 'yaml';
      const response = await send(`/api/objectives/import?format=${format}`, {
        method: 'POST',
        body: await file.text(),
      });
      const { new: fresh, changed, unchanged, notices } = await response.json();
      return [`${fresh} new, ${changed} changed, ${unchanged} as they were.`, ...notices].join(' ');
    },
    onSuccess: () => refreshObjectives(queries),
  });
  return (
    <section className={style.section}>
      <h2>Files</h2>
      <div className={style.actions}>
        <FileButton accept=".yaml,.yml,.csv" onChange={(file) => file !== null && take.mutate(file)}>
          {(props) => (
            <Button size="xs" loading={take.isPending} {...props}>
              Take a file in
            </Button>
          )}
        </FileButton>
        <a href="/api/objectives/export?format=yaml" className={style.link}>
          Everything as YAML
        </a>
        <a href="/api/objectives/export?format=csv" className={style.link}>
          Everything as CSV
        </a>
      </div>
      {take.data !== undefined && <p role="status">{take.data}</p>}
      {take.error !== null && <ErrorNote error={take.error} what="The file" />}
    </section>
  );
}
