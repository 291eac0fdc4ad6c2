import { pathToFileURL } from 'node:url';

/** Runs the `run(report)` that a file exports, as a program: `node run-exported.ts FILE`. */
const file = process.argv[2];
if (file === undefined) throw new Error('name the file whose run is meant');
const { run } = await import(pathToFileURL(file).href);
await run((line: string) => console.log(line));
