import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { encodeAnswer, giveAnswer, readsGzip } from './encode-answer.ts';

const LONG = JSON.stringify(Array.from({ length: 500 }, (_, place) => ({ place })));

/** Asks for a text that is given as an encoded answer. */
async function ask(text: string, headers: Record<string, string>): Promise<Response> {
  const made = await encodeAnswer(new TextEncoder().encode(text), 'application/json');
  return new Hono().get('/', (context) => giveAnswer(context, made)).request('/', { headers });
}

test('who reads gzip gets a smaller answer with the same text', async () => {
  const answer = await ask(LONG, { 'accept-encoding': 'br, gzip' });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(bytes.byteLength).toBeLessThan(LONG.length / 2);
  expect(gunzipSync(bytes).toString()).toBe(LONG);
});

test('who does not read it, and who asks for little, gets the text as it is', async () => {
  const plain = await ask(LONG, {});
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, LONG]);
  const short = await ask('{}', { 'accept-encoding': 'gzip' });
  expect([short.headers.get('content-encoding'), await short.text()]).toEqual([null, '{}']);
});

test('a picture is given as it is: it is compressed already', async () => {
  const made = await encodeAnswer(new TextEncoder().encode(LONG), 'image/png');
  expect(made.gzipped).toBeNull();
});

test('who has the answer already is told so, whatever the encoding', async () => {
  const tag = (await ask(LONG, {})).headers.get('etag') ?? '';
  const known = await ask(LONG, { 'if-none-match': `"other", ${tag}`, 'accept-encoding': 'gzip' });
  expect([known.status, await known.text(), known.headers.get('etag')]).toEqual([304, '', tag]);
  expect((await ask(`${LONG} `, { 'if-none-match': tag })).status).toBe(200);
});

test('gzip is read where it is named or all is, and not where it is refused', () => {
  const reading = ['gzip', 'br;q=1, gzip;q=0.5', 'GZIP', '*', 'deflate,gzip'];
  const refusing = [undefined, '', 'br', 'gzip;q=0', 'gzip; q=0.0', 'x-gzip-like'];
  expect(reading.map(readsGzip)).toEqual(reading.map(() => true));
  expect(refusing.map(readsGzip)).toEqual(refusing.map(() => false));
});
