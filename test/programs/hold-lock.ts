/** Takes a folder's lock, drops all it knows of it, has the garbage collected, says "held" and waits to be killed. */
import { lockFolder } from '../../src/storage/embedded/lock.ts';

const folder = process.argv[2] ?? '';
lockFolder(folder, 'millrace start').setAddress('http://127.0.0.1:4477');
for (let round = 0; round < 5; round += 1) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
process.stdout.write(globalThis.gc ? 'held\n' : 'start with --expose-gc\n');
setInterval(() => undefined, 60_000);
