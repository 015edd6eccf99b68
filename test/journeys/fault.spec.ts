import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser/browser.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { type HandedOver, handedOverDevice } from '../support/things/handed-over.js';

/** An old phone, somebody else's: no script, no cookie kept, and here not even a finger. */
needs('chromium', 'a fault reported on a phone', () => {
  let t: TestApp;
  let browser: Browser;
  let device: HandedOver;

  beforeAll(async () => {
    const { fixtures, ...told } = await testAppWith('fixtures', { listen: true });
    t = told.t;
    device = await handedOverDevice(t.app, fixtures);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await t.close();
  });

  async function phone(): Promise<{ page: Page; weight: () => number }> {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
      locale: 'fr-FR',
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', (e: { encodedDataLength: number }) => {
      bytes += e.encodedDataLength;
    });
    return { page, weight: () => bytes };
  }
  /** Presses Tab until the element has the focus. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let i = 0; i < 30; i += 1) {
      if (await page.locator(`${selector}:focus`).count()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${selector} by keyboard`);
  }

  test('by keyboard only, without script, in less than 50 kB, ends with a number in big letters', async () => {
    const { page, weight } = await phone();
    await page.goto(`${t.url}/E/${device.code}`, { waitUntil: 'networkidle' });
    expect(weight()).toBeLessThan(50_000);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.title()).toMatch(/^Un problème avec cet appareil/);
    await tabTo(page, 'input[name=problem]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'textarea');
    await page.keyboard.type('Le wifi ne marche plus');
    await tabTo(page, 'main button[type=submit]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/suivi\//);
    const number = page.locator('.ticket-number');
    expect(await number.textContent()).toMatch(/^P-[2-9A-Z]{4}-[2-9A-Z]{2}$/);
    const size = await page.evaluate(`parseFloat(getComputedStyle(document.querySelector('.ticket-number')).fontSize)`);
    expect(size).toBeGreaterThanOrEqual(32);
    expect(await page.locator('main').textContent()).toContain('Internet');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.context().close();
  });

  test('sent without a choice, it comes back with what was written and a link to the choices', async () => {
    const { page } = await phone();
    await page.goto(`${t.url}/E/${device.code}`);
    await page.fill('textarea', 'Il chauffe');
    await page.click('main button[type=submit]');
    expect(await page.locator('.error-summary').textContent()).toContain('Touchez ce qui ne va pas');
    expect(await page.inputValue('textarea')).toBe('Il chauffe');
    await page.check('input[value=other]');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/suivi\//);
    await page.context().close();
  });

  test('a number typed by hand leads to the same form', async () => {
    const { page, weight } = await phone();
    await page.goto(`${t.url}/E`, { waitUntil: 'networkidle' });
    expect(weight()).toBeLessThan(50_000);
    await page.keyboard.type(device.code.toLowerCase());
    await page.keyboard.press('Enter');
    await page.waitForURL(/numero=/);
    expect(await page.locator('h1').textContent()).toContain('Un problème avec cet appareil');
    await page.context().close();
  });
});
