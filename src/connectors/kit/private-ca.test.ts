import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHttp } from './http.ts';
import { listenOnLoopback } from './listen.test-data.ts';
import { SourceFailure } from './source-failure.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)(
  `a server with a private certificate${hasOpenssl ? '' : ' (skipped: no openssl here)'}`,
  () => {
    let folder = '';
    let server: Awaited<ReturnType<typeof listenOnLoopback>> | null = null;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'millrace-ca-'));
      execFileSync(
        'openssl',
        [
          ...'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1'.split(
            ' ',
          ),
          '-keyout',
          path.join(folder, 'key.pem'),
          '-out',
          path.join(folder, 'cert.pem'),
        ],
        { stdio: 'ignore' },
      );
      server = await listenOnLoopback(
        https.createServer({ key: read('key.pem'), cert: read('cert.pem') }, (_, outgoing) =>
          outgoing.end('{"fine":true}'),
        ),
      );
    });

    afterAll(async () => {
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    function read(name: string): string {
      return readFileSync(path.join(folder, name), 'utf8');
    }

    it('is refused at once with words on what to give, and read once its authority is given', async () => {
      const baseUrl = `https://127.0.0.1:${server?.port}`;
      const strange = openHttp({ baseUrl, source: 'shop', headers: {} });
      const failure = await strange.ask({ path: '/x' }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SourceFailure);
      expect(failure instanceof Error ? failure.message : '').toMatch(
        /certificate is signed by itself; give the certificate/,
      );
      expect(strange.spent().requests).toBe(1);
      const known = openHttp({ baseUrl, source: 'shop', headers: {}, ca: read('cert.pem') });
      expect((await known.ask({ path: '/x' })).json).toEqual({ fine: true });
    });
  },
);
