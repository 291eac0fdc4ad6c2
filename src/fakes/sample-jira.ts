import { asJiraIssue, type JiraJson } from '../sample/as-jira.ts';
import { simulateOrganisation } from '../sample/simulate-organisation.ts';

/** The issues of the sample organisation as a Jira site would hold them on that day: what was deleted is not there. */
export function sampleJiraIssues(options: {
  readonly seed: number;
  readonly endOn: string;
  readonly scale: number;
}): readonly JiraJson[] {
  return simulateOrganisation(options).streams.flatMap(({ histories }) =>
    histories.filter(({ deletedAt, isCutShort }) => deletedAt === null && !isCutShort).map(asJiraIssue),
  );
}
