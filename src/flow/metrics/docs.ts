import type { Metric } from '../measure.ts';

/** A generated file: its name in docs/metrics and its text. */
export interface MetricPage {
  readonly file: string;
  readonly text: string;
}

const NOTE =
  '<!-- Generated from src/flow/metrics by scripts/write-metric-docs.ts; edit the metric, not this file. -->';

/** docs/metrics whole: an index, and a page for each metric of a registry. The same registry gives the same text. */
export function metricPages(metrics: readonly Metric[]): readonly MetricPage[] {
  return [
    { file: 'README.md', text: indexPage(metrics) },
    ...metrics.map((metric) => ({ file: `${metric.id}.md`, text: metricPage(metric) })),
  ];
}

function indexPage(metrics: readonly Metric[]): string {
  const rows = metrics.map(
    (metric) => `| [${metric.name}](${metric.id}.md) | \`${metric.id}\` | ${cell(metric.meaning)} |`,
  );
  return lines([
    NOTE,
    '# Metrics',
    '',
    'What every number means: who is in, who is left out, and the shape of the answer. The ids are those of `millrace measure --json` and',
    'of `/api/streams/{stream}/measures/{metric}`; they do not change once released.',
    '',
    '| metric | id | what it tells |',
    '|---|---|---|',
    ...rows,
    '',
    '## What holds for all of them',
    '',
    '- An answer is `measured` (`value`, `n`, the `items` behind it, those `excluded` and why) or `unmeasurable` (a `reason` in words).',
    '  Unknown is never zero: nothing finished is a measured 0 of flow velocity, and no flow time at all.',
    '- A window `[from, to)` holds the day `from` and not the day `to`, in the time zone of the stream. It is seen from `asOf`: changes at that',
    '  instant exist, later ones do not exist yet, and the window ends there at the latest. A window that begins at or after `asOf` is unmeasurable.',
    '- Load at the end of a day or window is the load just before it.',
    '- Durations are seconds with three decimals. Percentiles of durations are nearest-rank: the smallest observed value with at least that',
    '  share of all values at or below it, so always a real item. Below five items they are null, and the items are given.',
    '- A part week is drawn and never used in limits, baselines or means.',
    '- No number is about one person: who did the work is not stored.',
  ]);
}

function metricPage(metric: Metric): string {
  const exclusions = Object.entries(metric.exclusions);
  return lines([
    NOTE,
    `# ${metric.name}`,
    '',
    metric.meaning,
    '',
    '| | |',
    '|---|---|',
    `| id | \`${metric.id}\` |`,
    `| unit | ${cell(metric.unit)} |`,
    `| definition | [${cell(metric.source)}](../methods.md) |`,
    ...(metric.weekly === undefined
      ? []
      : [`| weekly value | ${cell(metric.weekly.name)} (${metric.weekly.unit}, ${metric.weekly.scale} scale) |`]),
    '',
    '## Who is in',
    '',
    metric.population,
    '',
    '## The value',
    '',
    '| key | what it holds |',
    '|---|---|',
    ...Object.entries(metric.shape).map(([key, words]) => `| \`${key}\` | ${cell(words)} |`),
    '',
    '## Left out by name',
    '',
    ...(exclusions.length === 0
      ? ['Nothing.']
      : ['| reason | why |', '|---|---|', ...exclusions.map(([code, words]) => `| \`${code}\` | ${cell(words)} |`)]),
  ]);
}

/** A vertical bar would end a table's cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
