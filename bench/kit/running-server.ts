import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

export interface RunningServer {
  readonly address: string;
  /** CPU seconds that the server has used so far. */
  readonly cpuSeconds: () => Promise<number>;
  /** Memory that the server holds, bytes. */
  readonly memoryBytes: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** `millrace start` on a store, in a process of its own, ready when it says its address. */
export async function startServer(store: string): Promise<RunningServer> {
  const args = ['--disable-warning=ExperimentalWarning', MAIN, 'start', '--data', store, '--port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complained = '';
  child.stderr.on('data', (data: Buffer) => {
    complained = (complained + data.toString()).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /http:\/\/\S+/.exec(said);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`bench: the server ended before it was open: ${complained}`)));
  });
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${address}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
  };
  return {
    address,
    cpuSeconds: () => metric('process_cpu_seconds_total'),
    memoryBytes: () => metric('process_resident_memory_bytes'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A browser's share of work: as many connections as a browser opens to one server, kept alive. */
export function makeUser(): http.Agent {
  return new http.Agent({ keepAlive: true, maxSockets: 6 });
}

/** Asks and reads the whole answer; says how many bytes it had. Throws when the answer is a failure. */
export function ask(user: http.Agent, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(address, { agent: user, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      let told = '';
      response.on('data', (data: Buffer) => {
        bytes += data.length;
        if (response.statusCode !== 200 && told.length < 500) told += data.toString();
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`bench: ${address} answered ${response.statusCode}: ${told}`));
      });
      response.on('error', reject);
    });
    request.on('error', (error) => {
      // A kept connection that the server closed just then; a browser asks again, too.
      if (request.reusedSocket && 'code' in error && error.code === 'ECONNRESET') resolve(ask(user, address));
      else reject(error);
    });
  });
}
