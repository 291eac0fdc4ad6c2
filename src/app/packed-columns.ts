import type { ItemColumns, ItemWords } from '../flow/columns/item-columns.ts';
import type { MadeColumns } from '../flow/columns/make-columns.ts';

/** What lies where: a name and a number of values for each column, in order. */
interface Header {
  readonly count: number;
  readonly columns: readonly (readonly [name: keyof ItemColumns | 'textStart', length: number, byteLength: number])[];
  readonly wordsBytes: number;
}

type Numbers = Float64Array | Int32Array | Int16Array | Uint8Array;

/** Every column begins at a multiple of this, as its numbers must. */
const ALIGNED = 8;

/** Columns, texts and the places of the timelines' texts as bytes, to be written one after the other. */
export function packColumns({ columns, words }: MadeColumns, textStart: Float64Array): readonly Uint8Array[] {
  const { count, ...named } = columns;
  const all: [string, Numbers][] = [...Object.entries<Numbers>(named), ['textStart', textStart]];
  const wordsText = Buffer.from(JSON.stringify(words));
  const header = {
    count,
    columns: all.map(([name, column]) => [name, column.length, column.byteLength]),
    wordsBytes: wordsText.length,
  };
  const headerText = Buffer.from(JSON.stringify(header));
  const headerLength = Buffer.alloc(ALIGNED);
  headerLength.writeDoubleLE(headerText.length);
  const parts: Uint8Array[] = [headerLength, headerText, new Uint8Array(gapAfter(headerText.length))];
  for (const [, { buffer, byteOffset, byteLength }] of all) {
    parts.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(gapAfter(byteLength)));
  }
  return [...parts, wordsText];
}

/** Columns from the bytes of `packColumns`; only it writes them, so they are trusted. The columns share the bytes' memory. */
export function unpackColumns(packed: Buffer): MadeColumns & { readonly textStart: Float64Array } {
  const headerBytes = packed.readDoubleLE(0);
  const header: Header = JSON.parse(packed.toString('utf8', ALIGNED, ALIGNED + headerBytes));
  const body = aligned(packed.subarray(ALIGNED + headerBytes + gapAfter(headerBytes)));
  const places = new Map<string, { readonly at: number; readonly length: number }>();
  let at = body.byteOffset;
  for (const [name, length, byteLength] of header.columns) {
    places.set(name, { at, length });
    at += byteLength + gapAfter(byteLength);
  }
  const place = (name: Header['columns'][number][0]) => places.get(name) ?? { at: 0, length: 0 };
  const floats = (name: Header['columns'][number][0]): Float64Array =>
    new Float64Array(body.buffer, place(name).at, place(name).length);
  const ints = (name: keyof ItemColumns): Int32Array => new Int32Array(body.buffer, place(name).at, place(name).length);
  const shorts = (name: keyof ItemColumns): Int16Array =>
    new Int16Array(body.buffer, place(name).at, place(name).length);
  const bytes = (name: keyof ItemColumns): Uint8Array =>
    new Uint8Array(body.buffer, place(name).at, place(name).length);
  const words: ItemWords = JSON.parse(Buffer.from(body.buffer, at, header.wordsBytes).toString('utf8'));
  return {
    columns: {
      count: header.count,
      createdAt: floats('createdAt'),
      settledAt: floats('settledAt'),
      marks: bytes('marks'),
      level: bytes('level'),
      kind: bytes('kind'),
      state: bytes('state'),
      step: shorts('step'),
      deletedAt: floats('deletedAt'),
      committedAt: floats('committedAt'),
      completedAt: floats('completedAt'),
      cancelledAt: floats('cancelledAt'),
      lastMovedAt: floats('lastMovedAt'),
      inProcessMs: floats('inProcessMs'),
      waitingMs: floats('waitingMs'),
      blockedMs: floats('blockedMs'),
      notActiveMs: floats('notActiveMs'),
      reopens: ints('reopens'),
      revivals: ints('revivals'),
      backflows: ints('backflows'),
      source: ints('source'),
      team: ints('team'),
      type: ints('type'),
      project: ints('project'),
      parent: ints('parent'),
      resolution: ints('resolution'),
      labels: ints('labels'),
      components: ints('components'),
      visitStart: ints('visitStart'),
      visitStep: shorts('visitStep'),
      visitEnterAt: floats('visitEnterAt'),
      visitExitAt: floats('visitExitAt'),
      moveStart: ints('moveStart'),
      moveFrom: shorts('moveFrom'),
      moveTo: shorts('moveTo'),
      moveAt: floats('moveAt'),
      stayStart: ints('stayStart'),
      stayOutcome: bytes('stayOutcome'),
      stayLeft: bytes('stayLeft'),
      stayBeginAt: floats('stayBeginAt'),
      stayEndAt: floats('stayEndAt'),
      blockedStart: ints('blockedStart'),
      blockedFromAt: floats('blockedFromAt'),
      blockedToAt: floats('blockedToAt'),
      completedOrder: ints('completedOrder'),
      committedOrder: ints('committedOrder'),
      cancelledOrder: ints('cancelledOrder'),
    },
    words,
    textStart: floats('textStart'),
  };
}

function gapAfter(byteLength: number): number {
  return (ALIGNED - (byteLength % ALIGNED)) % ALIGNED;
}

/** The same bytes where numbers may begin; a small file is read into the middle of a shared buffer. */
function aligned(bytes: Buffer): Buffer {
  if (bytes.byteOffset % ALIGNED === 0) return bytes;
  const copy = Buffer.from(new ArrayBuffer(bytes.length));
  bytes.copy(copy);
  return copy;
}
