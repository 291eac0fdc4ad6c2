import { z } from 'zod';
import { Failure } from '../app/errors.ts';
import type { Report } from '../app/report.ts';
import { asJson, type RunningServer, untilJobEnds } from './running-server.ts';

const saved = z.object({ jobId: z.string() });

/** Keeps a document through the server that has the store open, and waits for its figures. */
export async function saveThroughServer(
  server: RunningServer,
  document: { readonly id: string; readonly text: string },
  report: Report,
): Promise<void> {
  const { id, text } = document;
  const before = await documentThroughServer(server, id);
  if (before?.text === text) return;
  const { jobId } =
    before === null
      ? await server.ask('/api/streams', saved, asJson('POST', { text }))
      : await server.ask(`/api/streams/${id}/document`, saved, asJson('PUT', { text, basedOn: before.version }));
  await untilJobEnds(server, jobId, report);
}

/** A stream's document as the server has it; null when there is no such stream. */
export async function documentThroughServer(
  server: RunningServer,
  id: string,
): Promise<{ readonly text: string; readonly version: number } | null> {
  const { streamDocumentAnswer } = await import('../api/store.ts');
  try {
    return await server.ask(`/api/streams/${id}/document`, streamDocumentAnswer);
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return null;
    throw error;
  }
}
