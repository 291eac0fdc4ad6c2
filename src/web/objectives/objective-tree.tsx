import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { KeyResultRow } from '../../api/objectives.ts';
import { formatCount, formatShare } from '../format.ts';
import { allIds, openAtFirst, type TreeNode } from './objective-tree-rows.ts';
import { freshnessInWords, levelInWords, metInWords, wantedInWords } from './objective-words.ts';
import style from './objectives.module.css';
import { ProgressBar } from './progress-bar.tsx';

interface Props {
  readonly nodes: readonly TreeNode[];
  /** All begins open for who looks for something. */
  readonly isSearching: boolean;
}

/** Objectives with their key results, and below each key result who takes it up. Arrow keys walk, open and close. */
export function ObjectiveTree({ nodes, isSearching }: Props): ReactNode {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(isSearching ? allIds(nodes) : openAtFirst(nodes)),
  );
  const isOpen = (id: string): boolean => open.has(id);
  const set = (id: string, opened: boolean): void => {
    const next = new Set(open);
    if (opened) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const toggle = event.target;
    if (!(toggle instanceof HTMLButtonElement) || toggle.dataset.toggle === undefined) return;
    const { toggle: id } = toggle.dataset;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      set(id, event.key === 'ArrowRight');
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-toggle]')];
    all[all.indexOf(toggle) + step]?.focus();
  };
  return (
    <section aria-label="Objectives" className={style.tree} onKeyDown={walk}>
      <p className={style.treeActions}>
        <button type="button" className={style.plainButton} onClick={() => setOpen(new Set(allIds(nodes)))}>
          Open all
        </button>
        <button type="button" className={style.plainButton} onClick={() => setOpen(new Set())}>
          Close all
        </button>
      </p>
      <Nodes nodes={nodes} isOpen={isOpen} onToggle={(id) => set(id, !open.has(id))} />
    </section>
  );
}

interface NodesProps {
  readonly nodes: readonly TreeNode[];
  readonly isOpen: (id: string) => boolean;
  readonly onToggle: (id: string) => void;
}

function Nodes({ nodes, isOpen, onToggle }: NodesProps): ReactNode {
  return (
    <ul className={style.nodes}>
      {nodes.map((node) => (
        <li key={node.row.id} className={style.node} data-match={node.isMatch}>
          <ObjectiveLine node={node} isOpen={isOpen(node.row.id)} onToggle={() => onToggle(node.row.id)} />
          {isOpen(node.row.id) && (
            <ul className={style.keyResults}>
              {node.row.keyResults.map((keyResult) => (
                <li key={keyResult.id}>
                  <KeyResultLine objective={node.row.id} row={keyResult} isClosed={node.row.isClosed} />
                  {node.below.has(keyResult.id) && (
                    <Nodes nodes={node.below.get(keyResult.id) ?? []} isOpen={isOpen} onToggle={onToggle} />
                  )}
                </li>
              ))}
              {node.row.keyResults.length === 0 && <li className={style.quiet}>No key result yet.</li>}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function ObjectiveLine({
  node: { row, below },
  isOpen,
  onToggle,
}: {
  readonly node: TreeNode;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const { body, isClosed } = row;
  const beside = [levelInWords(body.level), body.team, body.owner, row.cycleName].filter((one) => one !== null);
  const children = [...below.values()].reduce((sum, one) => sum + one.length, 0);
  return (
    <div className={style.line}>
      <button
        type="button"
        className={style.toggle}
        data-toggle={row.id}
        aria-expanded={isOpen}
        aria-label={`Key results of ${body.title}`}
        onClick={onToggle}
      >
        <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
      </button>
      <div className={style.what}>
        <Link to="/objectives/$id" params={{ id: row.id }} className={style.title}>
          {body.title}
        </Link>
        <span className={style.quiet}>
          {beside.join(' · ')}
          {row.isOrphan && ' · takes up no key result'}
          {!isOpen && children > 0 && ` · ${formatCount(children, 'objective')} below`}
        </span>
      </div>
      {isClosed ? (
        <span className={style.figures}>
          {row.score === null ? 'no score' : `score ${row.score.toFixed(2)}`} · {metInWords(row.isMet)}
        </span>
      ) : (
        <span className={style.figures}>
          <ProgressBar
            share={row.progress}
            note={`${row.known} of ${row.of}`}
            unknown={row.of === 0 ? 'no key result' : `unknown · 0 of ${row.of}`}
          />
        </span>
      )}
      <span className={style.confidence}>
        {!isClosed && row.leastConfidence !== null && `least sure ${formatShare(row.leastConfidence)}`}
      </span>
    </div>
  );
}

function KeyResultLine({
  objective,
  row,
  isClosed,
}: {
  readonly objective: string;
  readonly row: KeyResultRow;
  readonly isClosed: boolean;
}): ReactNode {
  const { body, confidence, progress } = row;
  return (
    <div className={style.line} data-kind="key-result">
      <div className={style.what}>
        <Link to="/objectives/$id" params={{ id: objective }} hash={row.id} className={style.link}>
          {body.title}
        </Link>
        <span className={style.quiet}>
          {wantedInWords(row)}
          {body.commitment === 'committed' && ' · committed'}
        </span>
      </div>
      <span className={style.figures}>
        {isClosed ? (
          body.score === null ? (
            'no score'
          ) : (
            `score ${body.score.toFixed(2)}`
          )
        ) : (
          <ProgressBar share={progress?.share ?? null} unknown={freshnessInWords(row)} />
        )}
      </span>
      <span className={style.confidence}>{!isClosed && confidence !== null && `sure ${formatShare(confidence)}`}</span>
    </div>
  );
}
