import { Button, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ask } from '../client.ts';
import { ErrorNote } from '../parts/states.tsx';
import { viewsQuery } from '../queries.ts';
import style from './views.module.css';
import { ViewsList } from './views-list.tsx';

interface Props {
  readonly className?: string | undefined;
}

/** Keeps the present page with its window and filters under a name, and leads to what was kept. */
export function ViewsMenu({ className }: Props): ReactNode {
  const [isOpen, popover] = useDisclosure();
  return (
    <Popover
      opened={isOpen}
      onChange={popover.toggle}
      onDismiss={popover.close}
      position="bottom-end"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button className={className} onClick={popover.toggle}>
          Views ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={style.menu}>
          <SaveForm />
          <ViewsList onGo={popover.close} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function SaveForm(): ReactNode {
  const queries = useQueryClient();
  const { pathname, searchStr } = useLocation();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => ask('post /api/views', { body: { name: name.trim(), address: `${pathname}${searchStr}` } }),
    onSuccess: async () => {
      setName('');
      await queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate();
  };
  return (
    <>
      <form className={style.form} onSubmit={submit}>
        <TextInput
          label="Save this view as"
          size="xs"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="filled" disabled={name.trim() === ''} loading={save.isPending}>
          Save
        </Button>
      </form>
      {save.isSuccess && (
        <p className={style.note} role="status">
          {save.data.name} is saved.
        </p>
      )}
      {save.error !== null && <ErrorNote error={save.error} what="The view" />}
    </>
  );
}
