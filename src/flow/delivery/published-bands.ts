/** Levels of the yearly survey, best first. */
export const LEVELS_PUBLISHED = ['elite', 'high', 'medium', 'low'] as const;
export type PublishedLevel = (typeof LEVELS_PUBLISHED)[number];

/** What a level means for one metric, from the lower bound up to, without, the upper one, in the metric's unit. */
export interface PublishedRange {
  readonly level: PublishedLevel;
  readonly from: number;
  readonly below: number;
}

/**
 * What one year's survey published: clusters of the answers of that year's respondents. They are no targets, they differ from year to
 * year, and they say nothing of one application; process limits do. Shown only where they are switched on, labelled with their year.
 */
export interface PublishedBands {
  readonly year: number;
  readonly source: string;
  readonly url: string;
  /** By metric id. Two levels may share a range, and there may be values that no level takes. */
  readonly ranges: Readonly<Record<string, readonly PublishedRange[]>>;
  /** Change fail rate of each level: one figure a level, not a range, so a value is set beside them and not put into one. */
  readonly changeFailRate: Readonly<Record<PublishedLevel, number>>;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** A twelfth of a year of 365.25 days. */
const MONTH = 30.4375 * DAY;

/** Deployments a week of "once a month" and "once in six months". */
const MONTHLY = WEEK / MONTH;
const HALF_YEARLY = MONTHLY / 6;

const FREQUENCY: readonly PublishedRange[] = [
  { level: 'elite', from: 7, below: Number.POSITIVE_INFINITY },
  { level: 'high', from: 1, below: 7 },
  { level: 'medium', from: MONTHLY, below: 1 },
];
const LEAD_TIME: readonly PublishedRange[] = [
  { level: 'elite', from: 0, below: DAY },
  { level: 'high', from: DAY, below: WEEK },
  { level: 'medium', from: WEEK, below: MONTH },
];

/**
 * The published clusters by year, latest first. "On demand" is read as seven a week or more, "once a day to once a week" as what is
 * below that. Source: DORA, Accelerate State of DevOps Report 2024 and 2023.
 */
export const PUBLISHED_BANDS: readonly PublishedBands[] = [
  {
    year: 2024,
    source: 'DORA, Accelerate State of DevOps Report 2024',
    url: 'https://dora.dev/research/2024/dora-report/',
    ranges: {
      'change-lead-time': [...LEAD_TIME, { level: 'low', from: MONTH, below: 6 * MONTH }],
      'deployment-frequency': [...FREQUENCY, { level: 'low', from: HALF_YEARLY, below: MONTHLY }],
      'failed-deployment-recovery-time': [
        { level: 'elite', from: 0, below: HOUR },
        { level: 'high', from: HOUR, below: DAY },
        { level: 'medium', from: HOUR, below: DAY },
        { level: 'low', from: WEEK, below: MONTH },
      ],
    },
    changeFailRate: { elite: 0.05, high: 0.2, medium: 0.1, low: 0.4 },
  },
  {
    year: 2023,
    source: 'DORA, Accelerate State of DevOps Report 2023',
    url: 'https://dora.dev/research/2023/dora-report/',
    ranges: {
      'change-lead-time': [...LEAD_TIME, { level: 'low', from: WEEK, below: MONTH }],
      'deployment-frequency': [...FREQUENCY, { level: 'low', from: MONTHLY, below: 1 }],
      'failed-deployment-recovery-time': [
        { level: 'elite', from: 0, below: HOUR },
        { level: 'high', from: HOUR, below: DAY },
        { level: 'medium', from: DAY, below: WEEK },
        { level: 'low', from: MONTH, below: 6 * MONTH },
      ],
    },
    changeFailRate: { elite: 0.05, high: 0.1, medium: 0.15, low: 0.64 },
  },
];

/** The levels that a value of a metric had in a year's survey, best first: none, one, or two that share a range. Unit: the metric's. */
export function publishedLevels(bands: PublishedBands, metric: string, value: number): readonly PublishedLevel[] {
  return (bands.ranges[metric] ?? [])
    .filter(({ from, below }) => value >= from && value < below)
    .map(({ level }) => level);
}
