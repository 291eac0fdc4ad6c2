/** The drawing engine: fetched by the first page that will draw, while its data is on the way. */
export async function loadEngine() {
  return import('./engine.ts');
}

let last: Promise<void> = Promise.resolve();

/** Charts begin one after another, with a pause to paint between them: the first is seen before the others are drawn. */
export async function waitForTurn(): Promise<void> {
  const before = last;
  last = before.then(nextPaint);
  await before;
}

async function nextPaint(): Promise<void> {
  await new Promise<void>((resolve) => {
    // A page in the background paints nothing, and must not wait for it.
    setTimeout(resolve, 120);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
