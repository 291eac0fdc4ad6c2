import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type {
  EpicForecast,
  HistorySummary,
  HowManyForecast,
  WhenAnswer,
  WhenForecast,
} from '../../flow/forecasts/index.ts';
import { formatCount, formatDay, formatNumber, formatShare } from '../format.ts';
import style from './forecast.module.css';

interface Props {
  readonly forecast: WhenForecast | HowManyForecast | EpicForecast;
  readonly stream: string;
}

/** The answers as figures, and what they rest on. */
export function Answers({ forecast, stream }: Props): ReactNode {
  return (
    <>
      <dl className={style.answers}>
        {forecast.question === 'how-many'
          ? forecast.answers.map((answer) => (
              <div key={answer.certainty}>
                <dt>{answer.certainty} % sure</dt>
                <dd>
                  {formatNumber(answer.items)} <span className={style.quiet}>or more</span>
                </dd>
              </div>
            ))
          : forecast.answers.map((answer) => <When key={answer.certainty} answer={answer} />)}
      </dl>
      {forecast.question === 'epic' ? (
        <Epic forecast={forecast} stream={stream} />
      ) : (
        <RestsOn history={forecast.history} />
      )}
    </>
  );
}

function When({ answer }: { readonly answer: WhenAnswer }): ReactNode {
  return (
    <div>
      <dt>{answer.certainty} % sure</dt>
      <dd>
        {answer.day === null ? 'later than ten years' : formatDay(answer.day)}{' '}
        {answer.workingDays !== null && (
          <span className={style.quiet}>
            {answer.workingDays === 0 ? 'done already' : formatCount(answer.workingDays, 'working day')}
          </span>
        )}
      </dd>
    </div>
  );
}

function RestsOn({ history }: { readonly history: HistorySummary }): ReactNode {
  return (
    <p className={style.note}>
      Rests on {formatCount(history.workingDays, 'working day')} from {formatDay(history.from)} on, in which{' '}
      {formatCount(history.finished, 'item')} were finished; nothing was finished on {history.daysWithoutCompletion} of
      them. {formatCount(history.daysOff, 'day')} off left out. Computed exactly, not sampled.
    </p>
  );
}

function Epic({ forecast, stream }: { readonly forecast: EpicForecast; readonly stream: string }): ReactNode {
  return (
    <section className={style.teams}>
      <p className={style.note}>
        <Link to="/streams/$stream/items/$item" params={{ stream, item: forecast.epic }}>
          {forecast.epic} {forecast.title}
        </Link>
        : {forecast.finished} of {formatCount(forecast.items, 'item')} finished, {forecast.cancelled} cancelled,{' '}
        {forecast.remaining} to come.{' '}
        {forecast.method === 'exact' ? 'Computed exactly.' : 'Simulated, all teams together, with a fixed seed.'}
        {forecast.by !== null && ` By ${formatDay(forecast.by.day)}: ${formatShare(forecast.by.probability)}.`}
      </p>
      <ul>
        {forecast.teams.map((team) => (
          <li key={team.team ?? 'no team'}>
            <strong>{team.team ?? 'no team'}</strong>: {formatCount(team.remaining.length, 'item')} to come,{' '}
            {formatCount(team.ahead, 'other item')} before the last of them
            {dayAt85(team.answers)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function dayAt85(answers: readonly WhenAnswer[]): string {
  const day = answers.find((answer) => answer.certainty === 85)?.day ?? null;
  return day === null ? '' : `; 85 % by ${formatDay(day)}`;
}
