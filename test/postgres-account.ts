import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Who the server runs as: this user, or, as PostgreSQL refuses root, one without rights. */
export interface ServerAccount {
  readonly ids?: { readonly uid: number; readonly gid: number };
}

const ACCOUNTS = ['postgres', 'nobody'];

export function chooseAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  const users = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ACCOUNTS) {
    const user = users.find((fields) => fields[0] === name);
    if (user) return { ids: { uid: Number(user[2]), gid: Number(user[3]) } };
  }
  throw new Error(`PostgreSQL does not run as root, and there is no user ${ACCOUNTS.join(' or ')} to run it as.`);
}

/** A new temporary folder that the account owns and can reach. */
export function makeFolderFor(account: ServerAccount): string {
  const parents = [os.tmpdir(), '/tmp', '/var/tmp', '/dev/shm'].filter((parent) => fs.existsSync(parent));
  const parent = parents.find((candidate) => canReach(account, candidate));
  if (parent === undefined)
    throw new Error(`The user that PostgreSQL runs as can reach none of ${parents.join(', ')}.`);
  const folder = fs.mkdtempSync(path.join(parent, 'millrace-postgres-'));
  if (account.ids) fs.chownSync(folder, account.ids.uid, account.ids.gid);
  return folder;
}

/** Whether the account may enter a folder and all folders above it. */
export function canReach(account: ServerAccount, folder: string): boolean {
  if (account.ids === undefined) return true;
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
