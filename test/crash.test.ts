import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { crashRounds } from './crash-rounds.ts';
import { makeMigratedStore } from './databases.ts';

test('what was acknowledged survives kill -9 at any moment, and facts equal a clean rebuild', {
  timeout: 240_000,
}, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-crash-'));
  try {
    await makeMigratedStore(folder);
    const { acknowledged } = await crashRounds(folder, 5, 2026);
    expect(acknowledged).toBeGreaterThanOrEqual(5);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
