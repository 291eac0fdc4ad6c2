import { deadlineOf } from '../parsed.ts';
import { isGiven } from '../reading.ts';
import { finding, metricSpan, type Rule } from './rule.ts';

/** NO-BASELINE: nothing says where the metric stands today. Source: methods.md 5.2. */
export const noBaseline: Rule = {
  code: 'NO-BASELINE',
  find: (reading) => {
    if (reading.hasBaseline || reading.direction === 'hold') return [];
    const target = reading.main?.target ?? null;
    const to = target === null ? '…' : reading.line.text.slice(...reading.line.span(target.first, target.last));
    return finding(
      'NO-BASELINE',
      'WARN',
      metricSpan(reading),
      'Where it stands today is not said, so nobody can tell later how far it came. Give the level of today.',
      `from … to ${to}`,
    );
  },
};

/** NO-DATE: nothing says by when. Source: methods.md 5.2. */
export const noDate: Rule = {
  code: 'NO-DATE',
  find: (reading, today) => {
    if (isGiven(reading.fields.by) || deadlineOf(reading, today) !== null) return [];
    return finding(
      'NO-DATE',
      'WARN',
      reading.line.span(0, reading.line.length),
      'It does not say by when. Give a day, a quarter, or a time after the release.',
      'by the end of …, or within three months of release',
    );
  },
};

/** NO-BENEFICIARY: nobody is named who would be better off. Source: methods.md 5.2. */
export const noBeneficiary: Rule = {
  code: 'NO-BENEFICIARY',
  find: (reading) => {
    if (isGiven(reading.fields.beneficiary) || reading.beneficiary !== null) return [];
    return finding(
      'NO-BENEFICIARY',
      'WARN',
      metricSpan(reading),
      'Nobody is named who would be better off. Say for whom.',
      'for [customers, patients, the support team …]',
    );
  },
};
