import type { Doubt } from './joined.ts';

/** What each reason means why it is not known when something was first deployed. Source: methods.md 4.1. */
export const DOUBTS: Readonly<Record<Doubt, string>> = {
  'ancestry-unknown':
    'An earlier deployment may have contained it: which commit that one delivered, or what lies behind it, is not known.',
  'outcome-unknown': 'An earlier deployment contained it whose outcome is not known.',
  'finish-unknown': 'The finish of its first deployment is not known.',
  'clock-skew': 'Its commit is dated after the finish of its first deployment, so a clock was wrong.',
  'paths-unknown': 'Which paths it touches was not read, so whether it belongs to the application is not known.',
  'never-deployed': 'No successful production deployment of its repository is known.',
};
