import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

needs('chromium', 'one search, by keyboard', () => {
  let t: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    ({ t } = await testAppWith('demo', { listen: true }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  test('« / » goes there from any page, Enter opens what is found, and a « / » that one types stays a « / »', async () => {
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: DESK });
    await leila.go('/dons');
    const { keyboard } = leila.page;
    await keyboard.press('/');
    expect(await leila.page.evaluate(() => document.activeElement?.id)).toBe('recherche');
    await keyboard.type('ville/');
    expect(await leila.page.inputValue('#recherche')).toBe('ville/');
    await leila.page.fill('#recherche', 'suresnes');
    await leila.arriveBy(() => keyboard.press('Enter'));
    await leila.follow('Ville de Suresnes');
    expect(await leila.text()).toContain('Ville de Suresnes');
    expect(leila.found).toEqual([]);
  });

  test('an address that is no page keeps the menu, and has the search of which it speaks', async () => {
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: DESK });
    const menu = leila.page.locator('.side-full nav');
    expect(await leila.go('/nulle-part')).toBe(404);
    expect(await menu.isVisible()).toBe(true);
    await leila.page.fill('main #recherche', 'suresnes');
    await leila.arriveBy(() => leila.page.keyboard.press('Enter'));
    expect(await leila.text()).toContain('Ville de Suresnes');
    expect(await leila.go('/appareils/2222222')).toBe(404);
    expect(await menu.isVisible()).toBe(true);
    const ines = await Browsing.as(browser, t.url, 'ines', { viewport: DESK });
    expect(await ines.go('/gestion/systeme')).toBe(403);
    expect(await ines.page.locator('.side-full nav').isVisible()).toBe(true);
    const stranger = await Browsing.open(browser, t.url, { viewport: PHONE });
    expect(await stranger.go('/nulle-part')).toBe(404);
    expect(await stranger.page.locator('nav').count()).toBe(0);
    expect(await stranger.text()).not.toContain('cherchez');
    expect([leila, ines, stranger].flatMap(({ found }) => found)).toEqual([]);
  });

  test('a device takes a third of a phone’s screen in the list, and says what, in which state and where', async () => {
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: PHONE });
    await leila.go('/appareils');
    const rows = leila.page.locator('main tbody tr');
    const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    expect(heights.reduce((sum, height) => sum + height, 0) / heights.length).toBeLessThan(PHONE.height / 3.5);
    expect(await rows.first().locator('.badge').isVisible()).toBe(true);
    expect(leila.found).toEqual([]);
  });

  test('without scripts too, on a phone', async () => {
    const ines = await Browsing.as(browser, t.url, 'ines', { viewport: PHONE, javaScriptEnabled: false });
    await ines.go('/recherche');
    await ines.page.locator('main #recherche').fill('think');
    await ines.press('Chercher');
    expect(await ines.text()).toContain('ThinkPad');
    expect(await ines.page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  });
});
