import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** Pages of each kind: a form, a text, a home, a list, figures, settings. */
const PAGES = [
  ['', '/connexion'],
  ['', '/accessibilite'],
  ['leila', '/'],
  ['leila', '/appareils'],
  ['leila', '/dons/nouveau'],
  ['leila', '/chiffres'],
] as const;
/** 1280 × 1024 px read four times larger. */
const FOUR_TIMES = { width: 320, height: 256 };

/** What of a page takes the focus and is then not seen, covered by something that stays in place or out of the window. */
async function hiddenFocus(page: Page): Promise<string[]> {
  const hidden: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(() => {
      const el = document.activeElement;
      if (!el || el === document.body) return 'end';
      const box = el.getClientRects()[0] ?? el.getBoundingClientRect();
      const x = Math.min(box.left + box.width / 2, innerWidth - 1);
      const points = [box.top + 4, box.top + box.height / 2, box.bottom - 4];
      const seen = points.some((y) => {
        const top = document.elementFromPoint(x, y);
        return top && (el.contains(top) || top.contains(el) || top.closest('label')?.contains(el));
      });
      return seen ? '' : el.outerHTML.slice(0, 120);
    });
    if (said === 'end') break;
    if (said) hidden.push(said);
  }
  return hidden;
}

needs('chromium', 'pages as people with other needs meet them', () => {
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

  async function at(who: string, path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) {
    const one = await (who ? Browsing.as(browser, t.url, who, options) : Browsing.open(browser, t.url, options));
    expect(await one.go(path)).toBe(200);
    await use(one.page);
    expect(one.found).toEqual([]);
    await one.page.context().close();
  }

  it.each(PAGES)('%s at %s, four times larger: read from top to bottom, and what has the focus is seen', (who, path) =>
    at(who, path, { viewport: FOUR_TIMES }, async (page) => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await page.locator('h1').isVisible()).toBe(true);
      expect(await hiddenFocus(page)).toEqual([]);
    }),
  );

  it.each(PAGES)('%s at %s, in the colours of the system: edges stay, and the focus has a ring', (who, path) =>
    at(who, path, { forcedColors: 'active' }, async (page) => {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
        return [outlineStyle, Number.parseFloat(outlineWidth) >= 2];
      });
      expect(ring).toEqual(['solid', true]);
      const edgeless = await page.evaluate(() =>
        [...document.querySelectorAll('.badge, .notice, .button')]
          .filter((el) => el.checkVisibility() && getComputedStyle(el).borderTopStyle === 'none')
          .map((el) => el.outerHTML.slice(0, 100)),
      );
      expect(edgeless).toEqual([]);
    }),
  );

  it.each(PAGES)('%s at %s, without scripts: the same page', (who, path) =>
    at(who, path, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('h1').count()).toBe(1);
      expect((await page.locator('main').textContent())?.length).toBeGreaterThan(40);
    }),
  );

  it('a form that came back says so in the title, on top, and beside the field', async () => {
    const one = await Browsing.open(browser, t.url);
    await one.go('/connexion');
    await one.fill({ email: 'nobody@demo.example', password: 'un mot de passe' });
    await one.press('Se connecter');
    expect(await one.page.title()).toMatch(/^Erreur\s: /);
    expect(await one.page.locator('.error-summary').count()).toBe(1);
    await one.page.context().close();
  });
});
