/**
 * Exponential, logarithm, sine and cosine from additions, multiplications and divisions alone. The language leaves the last digits of
 * `Math.exp` and its like to each engine; these give the same bits in every one, so that a figure printed by the server is the one
 * that the page computes. Right to about 15 digits.
 */
const LN2_HIGH = 0.693_147_180_369_123_8;
const LN2_LOW = 1.908_214_929_270_587_7e-10;
const LN2 = Math.LN2;
const SQRT_HALF = 0.707_106_781_186_547_5;
const EXP_TERMS = 15;
const LOG_TERMS = 11;
const CIRCLE_TERMS = 12;
const SMALLEST_NORMAL = 2.225_073_858_507_201_4e-308;
const TWO_TO_54 = 18_014_398_509_481_984;
const EXPONENT_OF_ONE = 1023;
/** Where a number is taken apart into its sign, exponent and digits. */
const bits = new DataView(new ArrayBuffer(8));

/** e^x; 0 far below and Infinity far above what a double can hold. */
export function expOf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 709.78) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const doublings = Math.round(x / LN2);
  // ln 2 in two parts: the first has few enough digits that its product with a whole number is exact.
  const rest = x - doublings * LN2_HIGH - doublings * LN2_LOW;
  let total = 1;
  for (let term = EXP_TERMS; term >= 1; term -= 1) total = 1 + (rest / term) * total;
  return scaled(total, doublings);
}

/** The natural logarithm; −Infinity for 0, NaN below. */
export function logOf(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  // A number too small to have all its digits is made larger first: multiplying by a power of two is exact.
  const isSmall = x < SMALLEST_NORMAL;
  bits.setFloat64(0, isSmall ? x * TWO_TO_54 : x);
  const high = bits.getUint32(0);
  let doublings = (high >>> 20) - EXPONENT_OF_ONE - (isSmall ? 54 : 0);
  bits.setUint32(0, (high & 0xf_ffff) | (EXPONENT_OF_ONE << 20));
  let mantissa = bits.getFloat64(0);
  if (mantissa > 2 * SQRT_HALF) {
    mantissa /= 2;
    doublings += 1;
  }
  const slope = (mantissa - 1) / (mantissa + 1);
  const square = slope * slope;
  let total = 0;
  for (let term = LOG_TERMS; term >= 0; term -= 1) total = total * square + 1 / (2 * term + 1);
  return doublings * LN2_HIGH + (2 * slope * total + doublings * LN2_LOW);
}

/** The cosine of an angle. Unit: whole turns. */
export function cosOfTurns(turns: number): number {
  return sinOfTurns(turns + 0.25);
}

/** The sine of an angle. Unit: whole turns. */
export function sinOfTurns(turns: number): number {
  // −½ … ½ of a turn, then folded to −¼ … ¼, where the series is short.
  let part = turns - Math.round(turns);
  if (part > 0.25) part = 0.5 - part;
  else if (part < -0.25) part = -0.5 - part;
  const angle = 2 * Math.PI * part;
  const square = angle * angle;
  let total = 1;
  for (let term = CIRCLE_TERMS; term >= 1; term -= 1) total = 1 - (square / (2 * term * (2 * term + 1))) * total;
  return angle * total;
}

/** x · 2^power, by multiplications that are exact (but for results too small for all their digits). */
function scaled(x: number, power: number): number {
  const half = Math.trunc(power / 2);
  return x * powerOfTwo(half) * powerOfTwo(power - half);
}

/** For powers from −1022 to 1023, written as its bits. */
function powerOfTwo(power: number): number {
  bits.setUint32(0, (power + EXPONENT_OF_ONE) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}
