import type { ReactNode } from 'react';
import type { ConnectorAnswer } from '../../api/sources.ts';
import { bringsInWords } from './source-words.ts';
import style from './sources.module.css';

interface Props {
  readonly connectors: readonly ConnectorAnswer[];
  readonly onChoose: (connector: ConnectorAnswer) => void;
}

/** The first step: which tool. */
export function ToolStep({ connectors, onChoose }: Props): ReactNode {
  return (
    <ul className={style.tools} aria-label="Tools">
      {connectors.map((connector) => (
        <li key={connector.id}>
          <button type="button" className={style.tool} onClick={() => onChoose(connector)}>
            <strong>{connector.name}</strong>
            <span>{bringsInWords(connector.brings)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
