import type { ReactNode } from 'react';
import style from './shell.module.css';

/** The mill wheel: the product's mark. */
export function Wheel(): ReactNode {
  return (
    <svg
      className={style.wheel}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="12" cy="12" r="7" />
      <circle cx="12" cy="12" r="1.7" />
      <path d="M12 1.5v8.4M12 14.1v8.4M1.5 12h8.4M14.1 12h8.4M4.6 4.6l5.9 5.9M13.5 13.5l5.9 5.9M19.4 4.6l-5.9 5.9M10.5 13.5l-5.9 5.9" />
    </svg>
  );
}
