/** The part of the full size that was asked for with `--scale`, above 0 and at most 1. */
export function readScale(): number {
  const at = process.argv.indexOf('--scale');
  if (at === -1) return 1;
  const scale = Number(process.argv[at + 1]);
  if (!(scale > 0 && scale <= 1)) throw new Error('bench: --scale takes a number above 0 and at most 1, such as 0.1');
  return scale;
}
