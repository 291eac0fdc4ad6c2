import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ConnectionCheckAnswer, ConnectorAnswer } from '../../api/sources.ts';
import page from '../pages/page.module.css';
import { ConnectionStep } from './connection-step.tsx';
import { NameStep } from './name-step.tsx';
import { ReadStep } from './read-step.tsx';
import { EMPTY_DRAFT, type SourceDraft } from './source-draft.ts';
import style from './sources.module.css';
import { ToolStep } from './tool-step.tsx';

interface Props {
  readonly connectors: readonly ConnectorAnswer[];
  /** Names of sources there are. */
  readonly taken: readonly string[];
  readonly onDone: (id: string, job: string) => void;
}

interface Tested {
  readonly edition: number;
  readonly checks: readonly ConnectionCheckAnswer[];
}

const STEPS = ['tool', 'connection', 'read', 'name'] as const;
type Step = (typeof STEPS)[number];

const STEP_NAMES: Readonly<Record<Step, string>> = {
  tool: 'Tool',
  connection: 'Address and credentials',
  read: 'What is read',
  name: 'Name and pace',
};

/** Connects a tool step by step. Nothing is kept before the last one, and credentials stand nowhere but in this form. */
export function SetUp({ connectors, taken, onDone }: Props): ReactNode {
  const [step, setStep] = useState<Step>('tool');
  const [connector, setConnector] = useState<ConnectorAnswer | null>(null);
  const [draft, setDraft] = useState<SourceDraft>(EMPTY_DRAFT);
  // A test holds for what stood in the form when it was begun.
  const [edition, setEdition] = useState(0);
  const [tested, setTested] = useState<Tested | null>(null);
  const change = (part: Partial<SourceDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const choose = (chosen: ConnectorAnswer): void => {
    if (chosen.id !== connector?.id) {
      setConnector(chosen);
      setDraft(EMPTY_DRAFT);
      setTested(null);
    }
    setStep('connection');
  };
  const here = STEPS.indexOf(step);
  // What was pressed is gone with its step: who uses the keyboard, or listens, goes on at the next question.
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useRef(step);
  useEffect(() => {
    if (asked.current !== step) heading.current?.focus();
    asked.current = step;
  }, [step]);
  return (
    <div className={page.page}>
      <ol className={style.steps} aria-label="Steps">
        {STEPS.map((one, place) => (
          <li key={one} aria-current={one === step ? 'step' : undefined}>
            {place < here ? (
              <button type="button" onClick={() => setStep(one)}>
                {STEP_NAMES[one]}
              </button>
            ) : (
              STEP_NAMES[one]
            )}
          </li>
        ))}
      </ol>
      <h1 ref={heading} tabIndex={-1} className={`${page.title} ${style.question}`}>
        {questionOf(step, connector)}
      </h1>
      {(step === 'tool' || connector === null) && <ToolStep connectors={connectors} onChoose={choose} />}
      {step === 'connection' && connector !== null && (
        <ConnectionStep
          connector={connector}
          draft={draft}
          edition={edition}
          checks={tested?.edition === edition ? tested.checks : null}
          onChange={(part) => {
            setEdition(edition + 1);
            change(part);
          }}
          onTested={(checks) => setTested({ edition, checks })}
          onNext={() => setStep('read')}
        />
      )}
      {step === 'read' && connector !== null && (
        <ReadStep connector={connector} draft={draft} onChange={change} onNext={() => setStep('name')} />
      )}
      {step === 'name' && connector !== null && (
        <NameStep connector={connector} draft={draft} taken={taken} onChange={change} onDone={onDone} />
      )}
    </div>
  );
}

function questionOf(step: Step, connector: ConnectorAnswer | null): string {
  const name = connector?.name ?? 'the tool';
  switch (step) {
    case 'tool':
      return 'Which tool holds the history of your work?';
    case 'connection':
      return `Where is ${name}, and how does Millrace sign in?`;
    case 'read':
      return `What is read from ${name}?`;
    case 'name':
      return 'What is the source called, and how often is it asked?';
  }
}
