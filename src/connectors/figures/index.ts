import type { Figure, FigureSpan } from './figure.ts';
import { readJsonFigures } from './json.ts';
import { readPrometheusFigures } from './prometheus.ts';
import { readSqlFigures } from './sql.ts';

export { UnreadableFigures } from './figure.ts';

/** Where figures can be read from; an SQL source comes with the address of its connection. */
export type FigureSource =
  | { readonly kind: 'sql'; readonly query: string; readonly connection: string }
  | { readonly kind: 'prometheus'; readonly url: string; readonly query: string }
  | { readonly kind: 'json'; readonly url: string; readonly path: string };

/** The figures of a source over a span of days, one a day. Throws UnreadableFigures. */
export function readFigures(source: FigureSource, span: FigureSpan): Promise<readonly Figure[]> {
  switch (source.kind) {
    case 'sql':
      return readSqlFigures(source.query, source.connection);
    case 'prometheus':
      return readPrometheusFigures(source, span);
    case 'json':
      return readJsonFigures(source, span.to);
  }
}
