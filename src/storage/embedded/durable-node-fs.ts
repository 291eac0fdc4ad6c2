import fs from 'node:fs';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { errnoOf } from './wasm-errno.ts';

type InitOptions = Parameters<NodeFS['init']>[1];
type InitResult = ReturnType<NodeFS['init']>;

/**
 * The file layer of the embedded PostgreSQL, with an fsync that reaches the disk.
 *
 * The layer it comes with accepts fsync and does nothing, so a commit would live only in the kernel's memory.
 */
export class DurableNodeFS extends NodeFS {
  fsyncCount = 0;
  /** Bytes written to files of any kind since the start. */
  bytesWritten = 0;

  override async init(pg: PGlite, options: InitOptions): InitResult {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = emscriptenOpts.preRun ?? [];
    const addFsync: (typeof preRun)[number] = (mod) => {
      const { stream_ops } = readNodeFs(mod.NODEFS);
      const { write } = stream_ops;
      stream_ops.write = (stream, buffer, offset, length, position) => {
        this.bytesWritten += length;
        return write(stream, buffer, offset, length, position);
      };
      stream_ops.fsync = ({ nfd }) => {
        try {
          fs.fsyncSync(nfd);
          this.fsyncCount += 1;
          return 0;
        } catch (error) {
          // Only this kind of error is turned into an errno for PostgreSQL; any other would be swallowed on its way.
          throw new mod.FS.ErrnoError(errnoOf(error));
        }
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, addFsync] } };
  }
}

interface NodeFsOperations {
  readonly stream_ops: {
    fsync?: (stream: { readonly nfd: number }) => number;
    write: (stream: unknown, buffer: Uint8Array, offset: number, length: number, position: number) => number;
  };
}

function readNodeFs(nodeFs: unknown): NodeFsOperations {
  if (!isNodeFsOperations(nodeFs)) throw new Error('PGlite has changed: its Node file layer has no stream operations.');
  return nodeFs;
}

function isNodeFsOperations(value: unknown): value is NodeFsOperations {
  return typeof value === 'object' && value !== null && 'stream_ops' in value && typeof value.stream_ops === 'object';
}

/**
 * Fsync a folder, all its files and folders, and the entry of the folder in its parent.
 *
 * Never give it the folder that holds lock.sqlite: closing any handle on that file drops the lock of this process.
 */
export function fsyncTree(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) fsyncTree(entryPath);
    else if (entry.isFile()) fsyncPath(entryPath);
  }
  fsyncPath(folder);
}

export function fsyncPath(fileOrFolder: string): void {
  const handle = fs.openSync(fileOrFolder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
