const HEAD_BYTES = 64 * 1024;

/** The beginning of a file as text, unpacked where it is packed with gzip. */
export async function readHead(file: Blob): Promise<string> {
  const start = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const isPacked = start[0] === 0x1f && start[1] === 0x8b;
  return new TextDecoder().decode(isPacked ? await unpack(start) : start);
}

/** As much as a cut-off beginning gives. */
async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
    }
    await reader.cancel();
  } catch (error) {
    // The beginning of a longer file ends in the middle of a block; what came before it is enough.
    if (length === 0) throw error;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
