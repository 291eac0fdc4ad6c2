import type { Day } from '../flow/calendar.ts';
import type { Status } from '../flow/history.ts';
import { SAMPLE_APPLICATIONS } from './delivery/simulate-delivery.ts';
import { CANCELLED_RESOLUTIONS } from './engine/endings.ts';
import type { StepPlan, StreamPlan } from './engine/plan.ts';

/** The stream's document as a person would write it: YAML as in src/flow/stream/document.ts. */
export function writeDocument(plan: StreamPlan, holidays: readonly Day[]): string {
  const lines = [
    'version: 1',
    `stream: ${plan.name}`,
    `timeZone: ${plan.timeZone}`,
    `identity: {domain: ${plan.domain}, purpose: "${plan.purpose}", type: stream-aligned}`,
    `items: [{project: [${plan.project}]}]`,
    'flowItem: story',
    'levels:',
    '  - {type: Initiative, level: initiative}',
    '  - {type: Epic, level: epic}',
    ...(plan.hasFeatures ? ['  - {type: Feature, level: feature}'] : []),
    '  - {type: Sub-task, level: task}',
    '  - {level: story}',
    'kinds:',
    '  - {label: security, kind: risk}',
    `  - {type: ${plan.types.defect}, kind: defect}`,
    '  - {label: tech-debt, kind: debt}',
    `  - {type: [${plan.types.story}, Feature, Epic, Initiative, Sub-task], kind: feature}`,
    'steps:',
    ...plan.steps.map(writeStep),
    `resolutions: {cancelled: [${CANCELLED_RESOLUTIONS.map((one) => `"${one}"`).join(', ')}]}`,
    `blocked: {flag: Flagged, statuses: [${plan.blockedStatuses.map(writeStatus).join(', ')}], links: [is blocked by]}`,
    'teams:',
    ...plan.teams.map((team) =>
      plan.hasTeamField
        ? `  - {team: ${team.team}, type: ${team.type}}`
        : `  - {team: ${team.team}, type: ${team.type}, component: [${team.components.join(', ')}]}`,
    ),
    `applications: [${applicationsOf(plan.project)}]`,
    `options: {stalledAfterDays: ${plan.stalledAfterDays}}`,
    `daysOff: {weekdays: [Saturday, Sunday], dates: [${holidays.join(', ')}]}`,
  ];
  return `${lines.join('\n')}\n`;
}

function applicationsOf(project: string): string {
  return SAMPLE_APPLICATIONS.filter(({ projects }) => projects.includes(project))
    .map(({ name, repo }) => `{name: ${name}, repo: ${repo}}`)
    .join(', ');
}

function writeStep(step: StepPlan): string {
  const stage = step.stage === undefined ? '' : `stage: ${step.stage}, `;
  const limit = step.limit === undefined ? '' : `, limit: ${step.limit}`;
  return `  - {step: ${step.step}, ${stage}state: ${step.state}, statuses: [${step.statuses.map(writeStatus).join(', ')}]${limit}}`;
}

function writeStatus(status: Status): string {
  return `{id: "${status.id ?? ''}", name: ${status.name}}`;
}
