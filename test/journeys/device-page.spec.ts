import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** Two screens of a desk at 1280 by 900. */
const TWO_SCREENS = 1800;
const SCREEN = { width: 1280, height: 900 };

needs('chromium', 'the page of an ordinary device', () => {
  let browser: Browser;
  let t: TestApp;

  beforeAll(async () => {
    ({ t } = await testAppWith('demo', { listen: true }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  /** The devices of the demo's newest page. */
  async function devicesSeenBy(one: Browsing): Promise<string[]> {
    await one.go('/appareils');
    const links = await one.page
      .locator('tbody th a, tbody td a')
      .evaluateAll((found) => found.map((a) => a.getAttribute('href') ?? ''));
    return [...new Set(links)].filter((href) => /^\/appareils\/[A-Z0-9]{7}$/.test(href));
  }

  test.each(['leila', 'ines'])(
    'is two screens at most for %s, and its first screen says where it is and what comes next',
    async (person) => {
      const one = await Browsing.as(browser, t.url, person, { viewport: SCREEN });
      const devices = await devicesSeenBy(one);
      expect(devices.length).toBeGreaterThan(2);
      const tall: string[] = [];
      for (const device of devices) {
        await one.go(device);
        const height = await one.page.evaluate(() => document.documentElement.scrollHeight);
        if (height > TWO_SCREENS) tall.push(`${device} ${height}`);
        const next = one.page.getByRole('heading', { name: 'Prochaine étape' });
        const shown = (await next.count()) ? await next.boundingBox() : null;
        if (shown && shown.y > SCREEN.height) tall.push(`${device} next step at ${shown.y}`);
      }
      expect(tall).toEqual([]);
      expect(one.found).toEqual([]);
    },
  );
});
