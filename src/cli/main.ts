#!/usr/bin/env node
import { endOutputWithPipes } from './closed-pipes.ts';
import { program } from './program.ts';
import { tellFailure } from './tell-failure.ts';

endOutputWithPipes((error) => {
  process.exitCode = tellFailure(error);
});
try {
  await (await program(process.argv.slice(2))).parseAsync();
} catch (error) {
  process.exitCode = tellFailure(error);
}
