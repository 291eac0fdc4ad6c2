import { z } from 'zod';

const operation = z.object({
  summary: z.string().optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        description: z.string().optional(),
        schema: z.unknown().optional(),
      }),
    )
    .optional(),
  requestBody: z.unknown().optional(),
  responses: z
    .record(z.string(), z.object({ description: z.string().optional(), content: z.unknown().optional() }))
    .optional(),
});
const description = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

/** The API for people: every route with its parameters and answers, from the same description that machines read. */
export function docsPage(document: unknown): string {
  const { info, paths } = description.parse(document);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({ path, method: method.toUpperCase(), route })),
  );
  const contents = routes
    .map(({ path, method }) => `<li><a href="#${anchor(method, path)}"><b>${method}</b> ${escaped(path)}</a></li>`)
    .join('');
  const sections = routes.map(({ path, method, route }) => section(path, method, route)).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)} API</title><style>${STYLE}</style></head><body><main>
<h1>${escaped(info.title)} API ${escaped(info.version)}</h1>
<p>Machines read the same at <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). Every failure is
<code>{"error": {"code", "message"}}</code>: the message says what, which, and what to do. Instants are ISO 8601 in UTC, durations in seconds,
days in the stream’s zone.</p><nav aria-label="Routes"><ul>${contents}</ul></nav>${sections}</main></body></html>`;
}

function section(path: string, method: string, route: z.infer<typeof operation>): string {
  const parameters = (route.parameters ?? [])
    .map(
      (one) =>
        `<tr><td><code>${escaped(one.name)}</code></td><td>${escaped(one.in)}${one.required === true ? ', needed' : ''}</td>` +
        `<td>${escaped(one.description ?? '')}</td><td><code>${escaped(shape(one.schema))}</code></td></tr>`,
    )
    .join('');
  const answers = Object.entries(route.responses ?? {})
    .map(
      ([status, answer]) =>
        `<tr><td>${escaped(status)}</td><td>${escaped(answer.description ?? '')}</td><td><code>${escaped(shape(answer.content))}</code></td></tr>`,
    )
    .join('');
  return `<section id="${anchor(method, path)}"><h2><b>${method}</b> ${escaped(path)}</h2><p>${escaped(route.summary ?? '')}</p>
${parameters === '' ? '' : `<table><caption>Parameters</caption><thead><tr><th>Name</th><th>Where</th><th>What</th><th>Form</th></tr></thead><tbody>${parameters}</tbody></table>`}
${route.requestBody === undefined ? '' : `<p>Body: <code>${escaped(shape(route.requestBody))}</code></p>`}
<table><caption>Answers</caption><thead><tr><th>Status</th><th>What</th><th>Form</th></tr></thead><tbody>${answers}</tbody></table></section>`;
}

/** A schema in a line: names of fields and types, references by name. */
function shape(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return '';
  if ('content' in schema) return shape(schema.content);
  if ('application/json' in schema) return shape(schema['application/json']);
  if ('schema' in schema) return shape(schema.schema);
  if ('$ref' in schema) return String(schema.$ref).split('/').pop() ?? '';
  if ('enum' in schema && Array.isArray(schema.enum)) return schema.enum.map(String).join(' | ');
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null) {
    return `{${Object.entries(schema.properties)
      .map(([name, one]) => `${name}: ${shape(one)}`)
      .join(', ')}}`;
  }
  if ('items' in schema) return `[${shape(schema.items)}]`;
  if ('type' in schema) return Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type);
  return '';
}

function anchor(method: string, path: string): string {
  return `${method}-${path}`.replaceAll(/[^A-Za-z0-9]+/g, '-');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;background:light-dark(#fbfaf6,#14181b);color:light-dark(#1a2127,#e7e5de)}
main{max-width:64rem;margin:0 auto;padding:1.5rem}a{color:light-dark(#0b5c7a,#7cc4de)}h2{font-size:1.1rem;margin:2rem 0 .25rem;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;margin:.5rem 0}caption{text-align:left;font-weight:600}td,th{text-align:left;vertical-align:top;border-top:1px solid light-dark(#e3e0d6,#333a40);padding:.35rem .5rem .35rem 0;overflow-wrap:anywhere}
nav ul{columns:20rem;padding-left:1rem}code{font-size:.85em}`;
