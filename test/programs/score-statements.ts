import { isHeldOut, readStatements, type Scored, scoreStatement } from '../golden/statements.ts';

/** Prints how far the statement check agrees with the careful reader: `score-statements.ts tuning|held-out|both [--differences]`. */
const [half = 'both', flag] = process.argv.slice(2);

function tell(name: string, scored: readonly Scored[]): void {
  const verdicts = scored.filter((one) => one.hasVerdict).length;
  const codes = scored.filter((one) => one.hasCodes).length;
  const share = (n: number) => `${n} of ${scored.length} (${((100 * n) / scored.length).toFixed(1)} %)`;
  process.stdout.write(`${name}: same verdict ${share(verdicts)}, same verdict and codes ${share(codes)}\n`);
  if (flag !== '--differences') return;
  for (const one of scored.filter((each) => !each.hasCodes)) {
    process.stdout.write(
      `  ${one.id} ${one.expected} › ${one.found} missing [${one.missing.join(' ')}] unexpected [${one.unexpected.join(' ')}]\n    ${one.text}\n`,
    );
  }
}

const all = readStatements();
// Only the half that was asked for is read by the checker, so that the other stays set aside.
if (half !== 'held-out') tell('tuning', all.filter((one) => !isHeldOut(one.id)).map(scoreStatement));
if (half !== 'tuning') tell('held-out', all.filter((one) => isHeldOut(one.id)).map(scoreStatement));
