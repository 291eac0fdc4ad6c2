#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Compiled code is kept beside the libraries: a command starts in half the time. Where that cannot be written, it is not kept.
enableCompileCache(path.join(import.meta.dirname, '../../node_modules/.cache/compiled'));
const { runCommandLine } = await import('./run-command-line.ts');
await runCommandLine(process.argv.slice(2));
