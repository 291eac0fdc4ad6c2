import { constants } from 'node:fs';
import { access, copyFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { invalid } from '../app/errors.ts';
import { fileFault } from '../app/file-faults.ts';

/** Throws Invalid where refused rows could not be written afterwards, or would take the place of something else. */
export async function requireFreePlace(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory() === true) throw invalid(`--refused ${file} is a folder; name a file`);
  if (found !== null && found.size > 0) {
    throw invalid(`--refused ${file} exists already and is left as it is; name another file`);
  }
  await access(path.dirname(file), constants.W_OK).catch((error: unknown) => {
    throw invalid(`--refused ${file}: its folder cannot be written: ${fileFault(error)}`);
  });
}

/** Puts the refused rows of an import where they were asked for. */
export async function writeRefusedRows(
  target: string,
  rows: { readonly text: string } | { readonly file: string },
): Promise<void> {
  try {
    if ('text' in rows) await writeFile(target, rows.text, { mode: 0o600 });
    else await copyFile(rows.file, target);
  } catch (error) {
    const kept = 'file' in rows ? `; they are in ${rows.file}` : '';
    throw invalid(`the refused rows could not be written to ${target}: ${fileFault(error)}${kept}`);
  }
}
