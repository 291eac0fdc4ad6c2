import { spawnSync } from 'node:child_process';

const done = spawnSync('biome', ['check', '--write', '.'], { stdio: 'inherit' });
process.exit(done.status ?? 1);
