/** The drawing engine: fetched by the first page that will draw, while its data is on the way. */
export async function loadEngine() {
  return import('./engine.ts');
}
