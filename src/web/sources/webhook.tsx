import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import page from '../pages/page.module.css';
import style from './sources.module.css';

/** The address that the tool may call when something changed, so that nobody waits for the next round. */
export function Webhook({ id }: { readonly id: string }): ReactNode {
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>So that the tool calls when something changes</h2>
      <p className={style.quiet}>
        Give this address to the tool as a webhook, with a token from <Link to="/settings">Settings</Link> in place of
        TOKEN. It must be able to reach this machine. What a call says is not believed: it only makes Millrace ask.
      </p>
      <pre className={style.code}>
        POST {location.origin}/api/hooks/{encodeURIComponent(id)}?token=TOKEN
      </pre>
    </section>
  );
}
