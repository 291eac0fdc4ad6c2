import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import style from './document-editor.module.css';
import { type Piece, piecesOf } from './yaml-pieces.ts';

/** Something to mend at a line, as the reader of documents tells it. */
export interface LineProblem {
  readonly line: number | null;
  readonly path: string;
  readonly message: string;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problems: readonly LineProblem[];
  /** Likely mistakes in a text that can be used all the same. */
  readonly warnings?: readonly LineProblem[];
  readonly height?: string;
  /** A line to go to; another object goes there again. */
  readonly goTo?: { readonly line: number } | undefined;
}

const NONE: readonly LineProblem[] = [];

/** A document's text with line numbers; what is to be mended stands at its line and below. */
export function DocumentEditor({
  label,
  value,
  onChange,
  problems,
  warnings = NONE,
  height = '64vh',
  goTo,
}: Props): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const lines = useMemo(() => value.split('\n'), [value]);
  const wrong = useMemo(() => linesOf(problems), [problems]);
  const doubtful = useMemo(() => linesOf(warnings), [warnings]);
  const go = (line: number): void => {
    const { current } = field;
    if (current === null) return;
    const start =
      current.value
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const end = current.value.indexOf('\n', start);
    current.focus({ preventScroll: true });
    current.setSelectionRange(start, end === -1 ? current.value.length : end);
    current.parentElement?.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'center' });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one goes there once for each wish
  useEffect(() => {
    if (goTo !== undefined) go(goTo.line);
  }, [goTo]);
  return (
    <div className={style.editor}>
      <div className={style.sheet} style={{ '--editor-height': height }}>
        <div className={style.numbers} aria-hidden="true">
          {lines.map((_line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
            <span key={index} data-problem={wrong.has(index + 1)} data-warning={doubtful.has(index + 1)}>
              {index + 1}
            </span>
          ))}
        </div>
        <div className={style.stack}>
          <pre className={style.shown} aria-hidden="true">
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
              <span key={index} data-line={index + 1} data-problem={wrong.has(index + 1)}>
                <Pieces line={line} />
              </span>
            ))}
          </pre>
          <textarea
            ref={field}
            className={style.field}
            aria-label={label}
            aria-invalid={problems.length > 0}
            aria-describedby={problems.length + warnings.length > 0 ? listId : undefined}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
          />
        </div>
      </div>
      {problems.length + warnings.length > 0 && (
        <ul id={listId} className={style.problems} aria-label="What to mend in the text">
          <Places problems={problems} isWarning={false} onGo={go} />
          <Places problems={warnings} isWarning onGo={go} />
        </ul>
      )}
    </div>
  );
}

function Pieces({ line }: { readonly line: string }): ReactNode {
  return piecesOf(line).map((piece: Piece) => (
    <span key={piece.at} className={piece.as === 'remark' ? style.remark : piece.as === 'key' ? style.key : undefined}>
      {piece.text}
    </span>
  ));
}

interface PlacesProps {
  readonly problems: readonly LineProblem[];
  readonly isWarning: boolean;
  readonly onGo: (line: number) => void;
}

function Places({ problems, isWarning, onGo }: PlacesProps): ReactNode {
  return problems.map((problem) => (
    <li key={`${problem.line} ${problem.path} ${problem.message}`}>
      <button type="button" onClick={() => onGo(problem.line ?? 1)}>
        <span className={style.line} data-warning={isWarning}>
          {problem.line === null ? 'The text' : `Line ${problem.line}`}
        </span>{' '}
        {problem.path !== '' && `${problem.path}: `}
        {problem.message}
      </button>
    </li>
  ));
}

function linesOf(problems: readonly LineProblem[]): ReadonlySet<number> {
  return new Set(problems.flatMap((one) => (one.line === null ? [] : [one.line])));
}
