import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { type Jobs, startJobs } from '../../src/jobs/runner.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { openTestApps, type TestApp } from '../test-app.ts';
import { launchBrowser } from './browser.ts';
import { builtPage } from './built-page.ts';
import { atSampleEnd } from './sample-store.ts';

/** A visitor at the real product: its server on a free port, a store of its own, and a real browser. */
export interface Visit {
  /** A new visitor with an empty browser. What goes wrong on their pages fails the test file. */
  readonly visitor: (options?: BrowserContextOptions) => Promise<Page>;
  readonly address: () => string;
  readonly jobs: () => Jobs;
  /** The product behind the server, for what comes from elsewhere than a page. */
  readonly app: () => App;
}

/**
 * Starts all that a file of browser tests needs before its tests and ends it after them.
 * `isThen`: without the sample, but on the day on which it ends.
 */
export function startVisit({
  withSample,
  isThen = withSample,
}: {
  readonly withSample: boolean;
  readonly isThen?: boolean;
}): Visit {
  const open = openTestApps();
  const faults: string[] = [];
  let app: TestApp;
  let jobs: Jobs;
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    const pageFolder = await builtPage();
    browser = await launchBrowser();
    app = await open({
      ...(isThen ? { now: atSampleEnd } : {}),
      ...(withSample ? { copyOf: inject('sampleStore') } : {}),
    });
    jobs = await startJobs(app.app);
    server = await startServer(app.app, jobs, { host: '127.0.0.1', port: 0, pageFolder, version: '0.0.0-test' });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await jobs.close();
    expect(faults).toEqual([]);
    expect(app.log.errors).toEqual([]);
  });
  return {
    visitor: async (options = {}) => {
      const context = await browser.newContext({
        baseURL: server.address,
        timezoneId: 'America/Halifax',
        viewport: { width: 1440, height: 1000 },
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        // A refused request is told by the page itself; the browser logs it as well.
        const isRefusal = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isRefusal) faults.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    },
    address: () => server.address,
    jobs: () => jobs,
    app: () => app.app,
  };
}

/** Waits until the page says its sentence and nothing on screen is still to come. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  // Asked again and again from here: the page's content policy lets nothing be made from text inside it.
  while (!(await page.evaluate<boolean>(NOTHING_TO_COME))) await page.waitForTimeout(50);
}

/** Waits for the sentence of the page: after a link, the page before it stays on screen until the next one is there. */
export async function expectSentence(page: Page, sentence: string): Promise<void> {
  await expect.poll(() => page.locator('h1').first().textContent()).toContain(sentence);
  await settle(page);
}

/** As text, since it runs in the browser: what still loads lies below what is seen. */
const NOTHING_TO_COME = `[...document.querySelectorAll('[role="status"][aria-label$="is loading"]')].every(
  (one) => one.getBoundingClientRect().top > innerHeight,
)`;
