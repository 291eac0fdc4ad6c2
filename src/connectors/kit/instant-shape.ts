import { z } from 'zod';
import { instantOf } from './instant.ts';

/** An instant of a tool's answer, as ms UTC: an answer without a readable one is refused, never taken as some other time. */
export const instantShape = z.string().transform((text, context) => {
  const instant = instantOf(text);
  if (instant !== null) return instant;
  context.issues.push({ code: 'custom', message: 'is no instant', input: text });
  return z.NEVER;
});

/** The same where the tool may leave it out or say something else: then it is not known. */
export const knownInstantShape = z
  .string()
  .nullish()
  .transform((text) => (text == null ? null : instantOf(text)));
