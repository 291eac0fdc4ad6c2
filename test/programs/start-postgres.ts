/** Starts the tests' PostgreSQL server as a test runner would, says where it is, and waits to be killed. */
import { startPostgres } from '../postgres.ts';

const server = await startPostgres();
process.stdout.write(`${server.url}\n`);
setInterval(() => undefined, 60_000);
