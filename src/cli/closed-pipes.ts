/**
 * A reader that has enough (`| head -1`) closes the pipe. That ends the output and nothing else: work that was asked for is done, and the
 * exit code stays what it is. Other troubles with the output (a full disk behind `>`) are handed to `tell`.
 */
export function endOutputWithPipes(tell: (error: unknown) => void): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') tell(error);
  });
  // Nobody is left to be told.
  process.stderr.on('error', () => undefined);
}
