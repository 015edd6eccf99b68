import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

needs('chromium', 'the menu and the search, from a keyboard', () => {
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

  const opened = (one: Browsing) => one.page.locator('dialog.palette');

  test('Ctrl-K finds a page of the menu without accents, and opens it; Escape closes, and nothing else changed', async () => {
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: DESK });
    await leila.page.keyboard.press('Control+k');
    expect(await leila.page.evaluate('document.activeElement.getAttribute("aria-label")')).toContain(
      'Aller à une page',
    );
    expect(await opened(leila).locator('input').getAttribute('placeholder')).toContain('Entrée cherche');
    await leila.look();
    // What waits is counted beside the menu's names, not in them.
    expect(await opened(leila).locator('a').allTextContents()).toEqual(
      await leila.page.locator('.side-full nav .nav-label').allTextContents(),
    );
    await leila.page.keyboard.press('Escape');
    expect(await opened(leila).count()).toBe(0);
    await leila.page.keyboard.press('Control+k');
    await leila.page.keyboard.type('REGLA');
    await leila.page.keyboard.press('ArrowDown');
    await leila.page.keyboard.press('Enter');
    await leila.page.waitForURL('**/gestion');
    await leila.page.keyboard.press('Control+k');
    await leila.page.keyboard.type('D-2026-9999');
    await leila.page.keyboard.press('Enter');
    await leila.page.waitForURL('**/recherche?q=D-2026-9999');
    expect(leila.found).toEqual([]);
  });

  test('? says which keys there are; whoever types in a field types', async () => {
    const ines = await Browsing.as(browser, t.url, 'ines', { viewport: DESK });
    await ines.page.keyboard.press('?');
    expect(await opened(ines).textContent()).toContain('voir ces touches');
    expect(await opened(ines).textContent()).toContain('chercher ce qui est écrit');
    await ines.look();
    await ines.page.keyboard.press('Escape');
    await ines.page.locator('#recherche').focus();
    for (const key of ['?', 'Control+k']) await ines.page.keyboard.press(key);
    expect(await opened(ines).count()).toBe(0);
    expect(await ines.page.locator('#recherche').inputValue()).toBe('?');
    expect(ines.found).toEqual([]);
  });
});
