import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** Texts of codes that stand in more than one line, and how much of the page is beyond its right edge. */
const MEASURED = `(() => {
  const lines = (code) => {
    const range = document.createRange();
    range.selectNodeContents(code);
    return new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ bottom }) => Math.round(bottom))).size;
  };
  const codes = [...document.querySelectorAll('main .code:not(.long)')].filter((code) => code.getClientRects().length);
  return {
    codes: codes.length,
    broken: codes.filter((code) => lines(code) > 1).map(({ textContent }) => textContent),
    beyond: document.documentElement.scrollWidth - innerWidth,
  };
})()`;
interface Measured {
  readonly codes: number;
  readonly broken: readonly string[];
  readonly beyond: number;
}

needs('chromium', 'narrow windows', () => {
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

  test.each([
    ['a phone', PHONE],
    ['a window between phone and desk', { width: 768, height: 900 }],
    ['a desk', DESK],
  ])('no code breaks at its hyphens, and no page is wider than %s', async (_, viewport) => {
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport });
    let codes = 0;
    for (const path of ['/', '/appareils', '/dons', '/lots', '/attributions', '/demandes', '/pannes', '/documents']) {
      await leila.go(path);
      const measured = (await leila.page.evaluate(MEASURED)) as Measured;
      codes += measured.codes;
      expect({ path, ...measured }).toMatchObject({ broken: [], beyond: 0 });
    }
    expect(codes).toBeGreaterThan(20);
    await leila.go('/appareils');
    await leila.arriveBy(() => leila.page.locator('main tbody a').first().click());
    expect(await leila.page.evaluate(MEASURED)).toMatchObject({ broken: [], beyond: 0 });
    expect(leila.found).toEqual([]);
  });

  test('a table with more columns than fit says that it goes on, on the side where it does', async () => {
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: { width: 640, height: 800 } });
    await leila.go('/quotas');
    await leila.page.locator('main tbody a').first().click();
    for (const field of await leila.page.locator('main form input[inputmode=numeric]').all()) await field.fill('1000');
    await leila.press('Enregistrer');
    const frame = leila.page.locator('.table-frame');
    expect(await frame.evaluate((el) => el.scrollWidth - el.clientWidth)).toBeGreaterThan(10);
    // The light at its edges: dark while there is more, and none once it has been moved to its end.
    const edge = async (side: 'left' | 'right') => {
      await frame.evaluate((el) => el.scrollIntoView({ block: 'end', behavior: 'instant' }));
      const box = (await frame.boundingBox())!;
      const at = { x: side === 'left' ? box.x : box.x + box.width - 2, y: box.y + box.height - 2, width: 2, height: 2 };
      const { data } = await sharp(await leila.page.screenshot({ clip: at }))
        .raw()
        .toBuffer({ resolveWithObject: true });
      return data[0]! < 240;
    };
    expect([await edge('left'), await edge('right')]).toEqual([false, true]);
    await frame.evaluate((el) => el.scrollTo({ left: el.scrollWidth, behavior: 'instant' }));
    await frame.evaluate(
      (el) => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(el.scrollLeft)))),
    );
    expect([await edge('left'), await edge('right')]).toEqual([true, false]);
    expect(leila.found).toEqual([]);
  });

  test('a table that stands on the page itself, in no card, has the page’s colour at its edges', async () => {
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: DESK });
    await leila.go('/recherche?q=Dell');
    const box = (await leila.page.locator('.table-frame').first().boundingBox())!;
    const colour = async (x: number) => {
      const clip = { x, y: box.y + box.height - 3, width: 2, height: 2 };
      const { data } = await sharp(await leila.page.screenshot({ clip }))
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [...data.subarray(0, 3)];
    };
    const beside = await colour(box.x - 4);
    expect([await colour(box.x), await colour(box.x + box.width - 2)]).toEqual([beside, beside]);
    expect(leila.found).toEqual([]);
  });
});
