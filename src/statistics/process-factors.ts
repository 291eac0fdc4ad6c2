/** Limits of single values lie this many mean moving ranges from the centre. Source: methods.md 2.11; Wheeler, Making Sense of Data. */
export const LIMIT_FACTOR = 2.66;

/** The upper limit of the moving ranges, in mean moving ranges. Source: methods.md 2.11. */
export const RANGE_LIMIT_FACTOR = 3.268;

/** σ = mean moving range / 1.128, the expected range of two values in sigmas. Source: methods.md 2.11. */
export const SIGMA_DIVISOR = 1.128;
