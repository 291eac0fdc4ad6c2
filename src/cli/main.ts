#!/usr/bin/env node
import { program } from './program.ts';
import { tellFailure } from './tell-failure.ts';

try {
  await (await program(process.argv.slice(2))).parseAsync();
} catch (error) {
  process.exitCode = tellFailure(error);
}
