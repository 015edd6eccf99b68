import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** Pages of work already going on, which the documentation shows (`BN_SCREENSHOTS=1` makes its pictures again). */
const PAGES = [
  ['leila', '/', 'today', 'Bonjour Leïla'],
  ['leila', '/appareils', 'devices', 'Appareils'],
  ['leila', '/attributions', 'proposals', 'Attributions proposées'],
  ['paul', '/chiffres', 'figures', 'Chiffres'],
] as const;

needs('chromium', 'the demo as it is told, in a browser', () => {
  let browser: Browser;
  let t: TestApp;

  beforeAll(async () => {
    ({ t } = await testAppWith('past', { listen: true }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  it.each(PAGES)('%s at %s', async (person, path, picture, says) => {
    const one = await Browsing.as(browser, t.url, person, { viewport: DESK });
    await one.go(path);
    expect(await one.text()).toContain(says);
    await one.picture(picture);
    expect(one.found).toEqual([]);
  });
});
