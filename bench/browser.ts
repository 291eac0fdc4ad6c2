import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { openManyStreams } from './kit/many-streams.ts';
import { readScale } from './kit/options.ts';
import { startServer } from './kit/running-server.ts';
import { ms, spreadOf, verdict } from './kit/timing.ts';
import { windowsOf } from './kit/visits.ts';

const TIMES = 5;
const SLOWED = 4;
const AIM_MS = 1500;

/** Prints how long a person waits for the first chart of a large stream, in a browser on a slow machine that has never been here. */
export async function run(report: (line: string) => void): Promise<void> {
  const scale = readScale();
  report('browser: navigation to the first chart of a stream of 20,000 items, CPU ÷ 4, nothing in the browser’s cache');
  const store = await openManyStreams(Math.min(scale, 0.04), report);
  const [stream = ''] = store.streams;
  const [window] = windowsOf(84, 1);
  const server = await startServer(store.folder);
  const browser = await launch();
  try {
    const address = `${server.address}/streams/${stream}?from=${window?.from}&to=${window?.to}`;
    const cold = await navigate(browser, address);
    report(`  the first visit after the server’s start: ${ms(cold)}; bound by the server reading the stream`);
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) times.push(await navigate(browser, address));
    const { p50 } = spreadOf(times);
    const bare = await bareMs(browser, `${server.address}/healthz`);
    report(
      `  median of ${TIMES}: ${ms(p50)} (aim ${ms(AIM_MS)}: ${verdict(p50, AIM_MS)}), from ${ms(Math.min(...times))} to ${ms(Math.max(...times))}; ` +
        `${(p50 / bare).toFixed(0)} times the ${ms(bare)} of a page with nothing on it; bound by the page’s own code on a CPU four times slower`,
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Run by the page itself: notes the frame in which a chart has its picture. In words of the browser, which this program has no types for. */
const LOOK = `const look = () => {
  if (document.querySelector('[data-chart] canvas') === null) requestAnimationFrame(look);
  else globalThis.firstChartAt = performance.now();
};
requestAnimationFrame(look);`;

/** From navigation until a chart has been drawn, in a context of its own. */
async function navigate(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    await page.addInitScript({ content: LOOK });
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForFunction('globalThis.firstChartAt > 0', undefined, { timeout: 120_000 });
    return Number(await page.evaluate('globalThis.firstChartAt'));
  } finally {
    await context.close();
  }
}

/** An answer of a few bytes, opened the same way. */
async function bareMs(browser: Browser, address: string): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    await page.goto(address);
    times.push(Number(await page.evaluate('performance.now()')));
    await context.close();
  }
  return spreadOf(times).p50;
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** A Chromium of this machine, else the one that comes as a package. */
async function launch(): Promise<Browser> {
  const paths = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    process.env.CHROMIUM ?? '',
  ];
  const found = paths.find((place) => place !== '' && existsSync(place));
  if (found !== undefined) return chromium.launch({ executablePath: found, args: ARGUMENTS });
  // Its libraries come along only where it believes to be in such a place.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...ARGUMENTS] });
}
