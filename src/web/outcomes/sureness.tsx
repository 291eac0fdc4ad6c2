import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { formatDay, formatShare } from '../format.ts';
import { Card } from '../parts/card.tsx';
import { plainFigure, verdictInWords } from './outcome-words.ts';
import style from './sureness.module.css';

type Evaluated = NonNullable<OutcomePage['evaluated']>;
type Assumption = Evaluated['evaluation']['assumptions'][number];

const NAMES: Readonly<Record<Assumption['id'], string>> = {
  'release-fixed-beforehand': 'Release date fixed beforehand',
  'no-other-change': 'No other change within 14 days',
  'same-definition': 'Definition unchanged',
  'control-untouched': 'Control series untouched',
  'straight-pre-trend': 'Pre-trend straight',
  'season-covered': 'Season covered',
  'baseline-not-chosen': 'Baseline not picked because it was bad',
};

const GRADES: Readonly<Record<string, string>> = {
  A: 'an experiment',
  B: 'one series beside a control',
  C: 'one series',
  D: 'too few points to judge',
  E: 'a person’s report',
};

/** How far what was seen can be trusted: the verdict with its reason, the grade, dates where nothing happened, what it rests on. */
export function Sureness({ page }: { readonly page: OutcomePage }): ReactNode {
  const { evaluated, evaluationReason } = page;
  return (
    <Card id="sureness" label="How sure are we">
      <h2 className={style.title}>How sure are we</h2>
      {evaluated === null ? (
        <p className={style.serif}>{evaluationReason ?? 'Nothing can be said yet.'}</p>
      ) : (
        <Evidence evaluated={evaluated} verdict={page.row.verdict} experiment={page.body.experiment} />
      )}
      {page.detectability !== null && <p className={style.note}>{page.detectability.sentence}</p>}
    </Card>
  );
}

interface EvidenceProps {
  readonly evaluated: Evaluated;
  readonly verdict: string | null;
  readonly experiment: OutcomePage['body']['experiment'];
}

function Evidence({ evaluated, verdict, experiment }: EvidenceProps): ReactNode {
  const { evaluation, look, otherChanges } = evaluated;
  const { grade, points, placebo, assumptions, reason, targetReached, probabilities } = evaluation;
  const said = verdictInWords(evaluation.verdict);
  const isFinal = verdict !== null;
  const isTried = grade === 'A';
  return (
    <>
      <p className={style.serif}>
        {said.charAt(0).toUpperCase() + said.slice(1)}
        {isFinal ? '' : isTried ? ', by the experiment' : look === 6 ? ', as the series stands' : ' so far'}. Grade{' '}
        {grade}: {GRADES[grade] ?? ''}
        {isTried ? '.' : `, ${points.before} points before, ${points.after} after.`}
      </p>
      <p className={style.note}>{unbroken(reason.charAt(0).toUpperCase() + reason.slice(1))}.</p>
      {isTried ? <Tried experiment={experiment} /> : <p className={style.note}>{placeboInWords(placebo)}</p>}
      {probabilities.atLeastAnticipated !== null && (
        <p className={style.note}>
          The chance of at least what was promised is {formatShare(probabilities.atLeastAnticipated)}.
          {targetReached === null ? '' : ` The target level was ${targetReached ? '' : 'not '}reached.`}
        </p>
      )}
      {assumptions.length > 0 && (
        <ul className={style.assumptions} aria-label="What this rests on">
          {assumptions.map(({ id, status, note }) => (
            <li key={id}>
              <span className={style.name}>{NAMES[id]}</span>
              <span className={style.status} data-status={status}>
                {status}
              </span>
              <span className={style.why}>{note}</span>
            </li>
          ))}
        </ul>
      )}
      {otherChanges.length > 0 && (
        <>
          <h3 className={style.title}>Other changes near the release</h3>
          <ul className={style.others}>
            {otherChanges.map(({ on, name, link }) => (
              <li key={`${on} ${name}`}>
                <time dateTime={on}>{formatDay(on)}</time> {link === null ? name : <Link to={link}>{name}</Link>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The experiment as it was entered. What is no address on the web is shown as it was typed. */
function Tried({ experiment }: Pick<EvidenceProps, 'experiment'>): ReactNode {
  if (experiment === null) return null;
  const { estimate, low, high, level, link } = experiment;
  const isAddress = /^https?:\/\//i.test(link);
  return (
    <p className={style.note}>
      The experiment gave {plainFigure(estimate)}, with an interval at {formatShare(level)} from {plainFigure(low)} to{' '}
      {plainFigure(high)}:{' '}
      {isAddress ? (
        <a href={link} rel="noreferrer">
          {link}
        </a>
      ) : (
        link
      )}
    </p>
  );
}

/** A figure stays on the line of its per cent. */
function unbroken(text: string): string {
  return text.replaceAll(/(\d) %/g, '$1\u00a0%');
}

function placeboInWords({ dates, asLarge }: Evaluated['evaluation']['placebo']): string {
  if (asLarge === null || dates === 0) return 'No dates before the release could be tried for comparison.';
  return `A jump this large appeared at ${asLarge} of ${dates} dates where nothing was released.`;
}
