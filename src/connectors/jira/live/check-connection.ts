import type { ConnectionCheck } from '../../kit/live-source.ts';
import { SourceFailure } from '../../kit/source-failure.ts';
import { objectIn } from './answers.ts';
import type { JiraApi } from './api.ts';
import type { JiraScope } from './config.ts';
import { conditionOf, isSeen } from './scope.ts';

/** What the credentials may do. Each check names what is missing and who gives it. */
export async function checkConnection(api: JiraApi, scope: JiraScope): Promise<readonly ConnectionCheck[]> {
  const signedIn = await held('Sign in', async () => {
    objectIn(await api.http.ask({ path: `${api.root}/myself` }), 'myself');
    return '';
  });
  if (!signedIn.isHeld) return [signedIn];
  let condition = conditionOf(scope.projects);
  const browse = await held('Browse projects', async () => {
    const seen = await api.projectsSeen(scope.projects);
    const lost = scope.projects.filter((name) => !isSeen(name, seen));
    condition = conditionOf(scope.projects.filter((name) => isSeen(name, seen)));
    if (seen.length === 0) {
      condition = conditionOf([]);
      return 'no project can be seen: give the account the permission Browse projects in each project to be read';
    }
    return lost.length === 0
      ? ''
      : `${lost.join(', ')} cannot be seen: give the account the permission Browse projects there, or take them out`;
  });
  const changelog = await held('Read the change log of issues', async () => {
    const { issues } = await api.search({
      jql: `${condition} ORDER BY updated DESC`,
      fields: ['updated'],
      size: 1,
      place: null,
      withChangelog: true,
    });
    if (issues.length === 0) return 'no issue can be seen, so that this could not be tried';
    const logs = await api.changelogsOf(issues);
    return logs.size > 0 ? '' : 'the change log of an issue was not answered; see the scopes of the token';
  });
  const boards = await held('Read boards and sprints', async () => {
    await api.http.ask({ path: '/rest/agile/1.0/board', query: { maxResults: 1 } });
    return '';
  });
  return [signedIn, browse, changelog, boards];
}

async function held(what: string, tryIt: () => Promise<string>): Promise<ConnectionCheck> {
  try {
    const advice = await tryIt();
    return { what, isHeld: advice === '', advice };
  } catch (error) {
    if (!(error instanceof SourceFailure) || error.isPassing || error.kind === 'unreadable') throw error;
    return { what, isHeld: false, advice: error.message };
  }
}
