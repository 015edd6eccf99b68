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

  test('what was declared at arrival stands beside the last test, under names that tell them apart', async () => {
    const one = await Browsing.as(browser, t.url, 'aude', { viewport: SCREEN });
    const [device] = await devicesSeenBy(one);
    await one.go(device!);
    const facts = await one.page.locator('.thing-now dt').allInnerTexts();
    const at = facts.indexOf('État à l’arrivée');
    expect([at >= 0, facts[at + 1], facts.includes('État')]).toEqual([true, 'Dernier test', false]);
  });

  test.each(['/appareils', '/lots'])(
    'the left column of a thing of %s is not the shorter one by half',
    async (list) => {
      const one = await Browsing.as(browser, t.url, 'leila', { viewport: SCREEN });
      await one.go(list);
      const things = await one.page
        .locator('tbody th a, tbody td a')
        .evaluateAll(
          (found, of) => found.map((a) => a.getAttribute('href') ?? '').filter((to) => to.startsWith(`${of}/`)),
          list,
        );
      expect(things.length).toBeGreaterThan(2);
      const hollow: string[] = [];
      for (const thing of new Set(things)) {
        await one.go(thing);
        const ends = await one.page.locator('.thing-main, .thing-aside').evaluateAll((columns) =>
          columns.map((column) => {
            const last = column.lastElementChild?.getBoundingClientRect();
            return Math.round((last?.bottom ?? 0) - column.getBoundingClientRect().top);
          }),
        );
        if (ends.length === 2 && ends[0]! < ends[1]! / 2) hollow.push(`${thing} ${ends.join(' beside ')}`);
      }
      expect(hollow).toEqual([]);
    },
  );
});
