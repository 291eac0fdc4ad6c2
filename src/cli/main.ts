#!/usr/bin/env node
import { program } from './program.ts';
import { tellFailure } from './tell-failure.ts';

try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = tellFailure(error);
}
