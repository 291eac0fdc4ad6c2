import type { Job } from '../../api/store.ts';
import { addressOf, failureIn, RequestFailure } from '../client.ts';
import type { Format } from './guess-format.ts';

export interface Sending {
  readonly format: Format;
  readonly source: string;
  readonly timeZone: string;
  readonly isStrict: boolean;
}

/** How far a file is on its way. */
export interface Sent {
  readonly bytes: number;
  readonly total: number;
}

/**
 * Sends a file as it is and answers with the job that imports it. `fetch` cannot tell how much has been sent, which for a large
 * file is what one wants to know.
 */
export function sendFile(
  file: File,
  { format, source, timeZone, isStrict }: Sending,
  onSent: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<Job> {
  const query = { format, source, timeZone, fileName: file.name, strict: String(isStrict) };
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const broken = (): void =>
      reject(
        new RequestFailure(
          'no-answer',
          `${file.name} could not be sent: Millrace does not answer. See whether it still runs where you started it, then send the file again.`,
        ),
      );
    request.open('POST', addressOf('/api/imports', undefined, query));
    request.upload.addEventListener('progress', (event) => onSent({ bytes: event.loaded, total: event.total }));
    request.addEventListener('error', broken);
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    request.addEventListener('load', () => {
      if (request.status !== 200) reject(failureIn(request.responseText, '/api/imports', request.status));
      else resolve(JSON.parse(request.responseText));
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
