import { Command, InvalidArgumentError } from 'commander';
import { startFakeGitHub } from '../../fakes/github.ts';
import { startFakeJira } from '../../fakes/jira.ts';
import { sampleGitHub } from '../../fakes/sample-github.ts';
import { sampleJiraIssues } from '../../fakes/sample-jira.ts';
import { onSignals } from '../signals.ts';

interface FakeFlags {
  readonly port: number;
  readonly scale: number;
  readonly perSecond?: number;
}

const SEED = 20_240_101;

/** `millrace fake jira`, `millrace fake github`: a tool to connect to for trying, with the work of the sample organisation in it. */
export function fakeCommand(): Command {
  const command = new Command('fake').description('serve a make-believe tool to connect to, with invented work in it');
  command.addCommand(
    withFlags(new Command('jira').description('serve a make-believe Jira, Cloud and Data Center at once'), 8090).action(
      async ({ port, scale, perSecond }: FakeFlags) => {
        const endOn = new Date().toISOString().slice(0, 10);
        const issues = sampleJiraIssues({ seed: SEED, endOn, scale });
        const fake = await startFakeJira({ issues, port, ...(perSecond === undefined ? {} : { perSecond }) });
        await serveUntilAsked(fake, [
          `A make-believe Jira with ${issues.length} invented issues is open at ${fake.address}`,
          `  Jira Cloud: address ${fake.address}, any e-mail address, any token`,
          `  Jira Data Center: address ${fake.address}, any token`,
          `  Projects: ${[...new Set(fake.site.projects().map(({ key }) => key))].join(', ')}`,
        ]);
      },
    ),
  );
  command.addCommand(
    withFlags(
      new Command('github').description('serve a make-believe GitHub: issues, pull requests, deployments'),
      8091,
    ).action(async ({ port, scale, perSecond }: FakeFlags) => {
      const endOn = new Date().toISOString().slice(0, 10);
      const sample = sampleGitHub({ seed: SEED, endOn, scale });
      const fake = await startFakeGitHub({ ...sample, port, ...(perSecond === undefined ? {} : { perSecond }) });
      const repositories = [...fake.site.repositories.values()];
      const count = (of: 'issues' | 'pulls' | 'deployments'): number =>
        repositories.reduce((sum, repo) => sum + repo[of].length, 0);
      await serveUntilAsked(fake, [
        `A make-believe GitHub with ${count('issues')} invented issues, ${count('pulls')} pull requests and ${count('deployments')} deployments is open at ${fake.address}`,
        `  Address ${fake.address}, any token`,
        `  Repositories: ${repositories.map(({ name }) => name).join(', ')}`,
        '  Board: example/1; label of incidents: incident; branches and titles name the items of `millrace fake jira`',
      ]);
    }),
  );
  return command;
}

function withFlags(command: Command, port: number): Command {
  return command
    .option('--port <port>', 'where it listens; 0 takes any free port', wholeNumber, port)
    .option('--scale <share>', 'share of the sample organisation’s full size (about 6,000 items)', share, 1)
    .option('--per-second <requests>', 'answer 429 to more requests than that in a second', wholeNumber);
}

async function serveUntilAsked(fake: { readonly close: () => Promise<void> }, lines: readonly string[]): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    onSignals(() => resolve());
  });
  process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n  Press Ctrl-C to stop.\n\n`);
  await asked;
  await fake.close();
}

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 20)) throw new InvalidArgumentError('must be a number above 0 and at most 20');
  return value;
}
