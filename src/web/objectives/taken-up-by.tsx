import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ObjectivePage } from '../../api/objectives.ts';
import style from './objectives.module.css';

/** Objectives that take a key result up, with their teams. */
export function TakenUpBy({
  objectives,
}: {
  readonly objectives: readonly Pick<ObjectivePage['below'][number], 'id' | 'title' | 'team'>[];
}): ReactNode {
  return (
    <ul className={style.list}>
      {objectives.map(({ id, title, team }) => (
        <li key={id}>
          <Link to="/objectives/$id" params={{ id }} className={style.link}>
            {title}
          </Link>
          {team === null ? '' : ` · ${team}`}
        </li>
      ))}
    </ul>
  );
}
