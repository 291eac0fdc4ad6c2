import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { DeliveryForm } from './delivery-form.tsx';
import style from './outcome-page.module.css';
import { ShareOutcome } from './share-outcome.tsx';

interface Props {
  readonly id: string;
  readonly page: OutcomePage;
}

/** What can be done with an outcome. */
export function OutcomeActions({ id, page }: Props): ReactNode {
  const [isSharing, sharing] = useDisclosure();
  const [isSetting, setting] = useDisclosure();
  return (
    <div className={style.actions}>
      <Button size="xs" onClick={sharing.open}>
        Share
      </Button>
      <Button size="xs" renderRoot={(props) => <Link to="/outcomes/$id/edit" params={{ id }} {...props} />}>
        Edit
      </Button>
      <Button size="xs" onClick={setting.open}>
        Set start and delivery by hand
      </Button>
      <Modal
        opened={isSharing}
        onClose={sharing.close}
        size="min(760px, 100%)"
        title="Share what came of it"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ShareOutcome page={page} />
      </Modal>
      <Modal
        opened={isSetting}
        onClose={setting.close}
        title="Start and delivery, by hand"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <DeliveryForm id={id} page={page} onDone={setting.close} />
      </Modal>
    </div>
  );
}
