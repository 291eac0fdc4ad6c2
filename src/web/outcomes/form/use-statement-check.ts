import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OutcomeBody } from '../../../outcomes/outcome.ts';
import type { DebtHelp } from '../../../outcomes/statement/debt-help.ts';
import type { StatementCheck, StatementFields } from '../../../outcomes/statement/statement.ts';
import { type Answer, ask } from '../../client.ts';
import { useSettled } from './use-settled.ts';

export interface Checked {
  readonly check: StatementCheck;
  readonly debt: DebtHelp;
}

const TYPING_MS = 160;
const PAUSE_MS = 500;

/** The check of a sentence as it is typed. It runs here, in the page: the same code as the server's, fetched with the form. */
export function useStatementCheck(text: string, fields: StatementFields): Checked | null {
  const now = { text: text.trim() === '' ? '' : text, fields };
  const asked = useSettled(now, JSON.stringify(now), TYPING_MS);
  const { data } = useQuery({
    queryKey: ['statement', asked],
    queryFn: async (): Promise<Checked> => {
      const { checkStatement, debtHelp } = await import('./statement-engine.ts');
      const today = new Date().toISOString().slice(0, 10);
      return { check: checkStatement(asked.text, asked.fields, today), debt: debtHelp(asked.text) };
    },
    enabled: asked.text !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  return asked.text === '' ? null : (data ?? null);
}

/** How small an effect the metric's own history would show; asked of the server, which has the history. */
export function useDetectability(body: OutcomeBody): Answer<'post /api/outcomes/check'>['detectability'] {
  const { metric, baseline, target, anticipated, minimum } = body;
  const now = { metric, baseline, target, anticipated, minimum, text: '-' };
  const asked = useSettled(now, JSON.stringify(now), PAUSE_MS);
  const hasPromise = asked.anticipated !== null || (asked.baseline !== null && asked.target !== null);
  const { data } = useQuery({
    queryKey: ['detectability', asked],
    queryFn: ({ signal }) =>
      ask('post /api/outcomes/check', {
        signal,
        body: {
          text: asked.text,
          fields: { baseline: asked.baseline, target: asked.target },
          ...(asked.metric === null ? {} : { metric: asked.metric }),
          ...(asked.anticipated === null ? {} : { anticipated: asked.anticipated }),
          ...(asked.minimum === null ? {} : { minimum: asked.minimum }),
        },
      }),
    enabled: asked.metric !== null && hasPromise,
    retry: false,
  });
  return asked.metric !== null && hasPromise ? (data?.detectability ?? null) : null;
}
