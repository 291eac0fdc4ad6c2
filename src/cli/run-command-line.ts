import { endOutputWithPipes } from './closed-pipes.ts';
import { program } from './program.ts';
import { tellFailure } from './tell-failure.ts';

/** Runs the verb that the words name, and leaves its exit code with the process. */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  endOutputWithPipes((error) => {
    process.exitCode = tellFailure(error);
  });
  try {
    await (await program(words)).parseAsync();
  } catch (error) {
    process.exitCode = tellFailure(error);
  }
}
