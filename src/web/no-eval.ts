import { config } from 'zod';

// Imported before the first schema is made: the server's content policy allows no code made from text, and zod decides then.
config({ jitless: true });
