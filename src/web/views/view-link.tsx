import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

interface Props {
  readonly address: string;
  readonly className?: string | undefined;
  readonly onGo?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** Leads to a saved address exactly as it was saved: no window or filter of the present page goes along. */
export function ViewLink({ address, className, onGo, children }: Props): ReactNode {
  const { history } = useRouter();
  const go = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.push(address);
    onGo?.();
  };
  return (
    <a href={address} className={className} onClick={go}>
      {children}
    </a>
  );
}
