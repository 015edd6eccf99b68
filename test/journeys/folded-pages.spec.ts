import type { Browser } from 'playwright-core';
import { personalColumns } from '#platform/kernel';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** Pages of many subjects: short enough to be read, and whole where one opens, follows a link, or prints. Without scripts. */
needs('chromium', 'folded pages, in a browser without scripts', () => {
  let browser: Browser;
  let t: TestApp;
  let leila: Browsing;

  beforeAll(async () => {
    ({ t } = await testAppWith('demo', { listen: true }));
    browser = await openBrowser();
    leila = await Browsing.as(browser, t.url, 'leila', { viewport: DESK, javaScriptEnabled: false });
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });
  const rowsSeen = (within = 'main') => leila.page.locator(`${within} tbody tr:visible`).count();
  const height = async () => (await leila.page.locator('main').boundingBox())!.height;

  test.each(['/regles', '/registre', '/gestion/systeme'])('%s fits in a few screens', async (path) => {
    await leila.go(path);
    expect(await height()).toBeLessThan(2800);
    expect(await rowsSeen()).toBe(0);
  });

  test('a link to one subject opens that one', async () => {
    await leila.go('/regles#conservation');
    expect(await leila.text()).toContain('Journal des messages');
    expect(await leila.page.locator('main details[open]').count()).toBe(1);
    await leila.go('/registre');
    await leila.follow('Changer une durée');
    expect(await leila.page.locator('main details[open]').count()).toBe(1);
    await leila.go('/registre#accounts');
    expect(await leila.text()).toContain('people.app_user.email');
  });

  test('the register prints whole', async () => {
    await leila.go('/registre');
    await leila.page.emulateMedia({ media: 'print' });
    expect(await rowsSeen()).toBe(personalColumns().length);
    expect(await leila.page.getByText('territory.commune.postal_codes').isVisible()).toBe(true);
    await leila.page.emulateMedia({ media: null });
  });
});
