import type { ReactNode } from 'react';
import type { Factory } from '../../../api/outcomes.ts';
import { formatCount } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import style from './factory.module.css';
import { ShareBars } from './share-bars.tsx';

const NAMES: Readonly<Record<Factory['funnel'][number]['stage'], string>> = {
  stated: 'stated',
  checkable: 'can be checked',
  aligned: 'serves a key result',
  delivered: 'delivered',
  adopted: 'used',
  reviewed: 'reviewed',
  verdict: 'has a verdict',
};

/** How far outcomes have come; each stage is counted by itself. */
export function Funnel({ funnel }: { readonly funnel: Factory['funnel'] }): ReactNode {
  const stated = funnel[0]?.count ?? 0;
  const verdicts = funnel.at(-1)?.count ?? 0;
  return (
    <Card label="How far outcomes have come">
      <h2 className={style.title}>How far outcomes have come</h2>
      <p className={style.serif}>
        {stated === 0
          ? 'No outcome is stated yet.'
          : `Of ${formatCount(stated, 'outcome')}, ${verdicts} ${verdicts === 1 ? 'has' : 'have'} a verdict.`}
      </p>
      <ShareBars
        label="Outcomes by stage"
        bars={funnel.map(({ stage, count }) => ({
          id: stage,
          name: NAMES[stage],
          count,
          note: '',
          share: stated === 0 ? null : count / stated,
        }))}
      />
    </Card>
  );
}
