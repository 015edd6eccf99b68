import type { Browser, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from '#bank/demo';
import { pointsAsked } from '#bank/workshop';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, TABLET } from '../support/browser/browsing.js';
import { benchDemo } from '../support/counting/bench.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { transactions } from '../support/servers/services.js';

const POINTS = pointsAsked('laptop').map(({ id }) => id);
/** What a computer set to a French keyboard writes for the keys of a scanner that is set to the American one. */
const ON_AZERTY: Readonly<Record<string, string>> = {
  ...{ 1: '&', 2: 'é', 3: '"', 4: "'", 5: '(', 6: '-', 7: 'è', 8: '_', 9: 'ç', 0: 'à' },
  ...{ A: 'Q', Q: 'A', W: 'Z', Z: 'W', M: '?', '-': ')', '/': '!', '.': ':', ':': 'M' },
};
const CODES: Readonly<Record<string, string>> = { '-': 'Minus', '/': 'Slash', '.': 'Period', ':': 'Semicolon' };
const codeOfKey = (c: string): string => CODES[c] ?? (/\d/.test(c) ? `Digit${c}` : `Key${c}`);
const LAYOUTS = { 'the same keyboard': (c: string) => c, 'a French one': (c: string) => ON_AZERTY[c] ?? c };

needs('chromium', 'a scanner that types where nothing is scanned: the test sheet', () => {
  let t: TestApp;
  let browser: Browser;
  let demo: ReturnType<typeof benchDemo>;

  beforeAll(async () => {
    const opened = await testAppWith('fixtures', { listen: true });
    t = opened.t;
    demo = benchDemo({ app: t.app, fixtures: opened.fixtures, work: transactions(t.app.get(DataSource)) });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  /** Karim before the sheet of a device; what his browser posts is counted. */
  async function atSheet(javaScriptEnabled: boolean) {
    const [code] = await demo.codesOf([(await demo.withTwoDisks()).id]);
    const karim = await Browsing.as(browser, t.url, 'karim', { viewport: TABLET, javaScriptEnabled });
    await karim.go(`/atelier/${code}/test`);
    const posted: string[] = [];
    karim.page.on('request', (r) => r.method() === 'POST' && posted.push(new URL(r.url()).pathname));
    const field = (name: string) => karim.page.locator(`main [name=${name}]`);
    return { karim, code: code!, posted, field };
  }
  const signed = async (code: string): Promise<string[]> =>
    (
      await t.app
        .get(DataSource)
        .query(
          `SELECT s.system FROM refurbishment.test_sheet s JOIN devices.device d ON d.id = s.device_id WHERE d.code = $1`,
          [code],
        )
    ).map((s: { system: string }) => s.system);

  /** As a scanner does: a key every eight milliseconds, and Enter. */
  async function scan(page: Page, text: string, layout: (c: string) => string): Promise<void> {
    const keys = await page.context().newCDPSession(page);
    let at = Date.now() / 1000;
    for (const c of [...text, '\r']) {
      const typed = c === '\r' ? c : layout(c);
      const key =
        c === '\r' ? { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 } : { key: typed, code: codeOfKey(c) };
      at += 0.008;
      const about = { ...key, timestamp: at };
      await keys.send('Input.dispatchKeyEvent', { ...about, type: 'keyDown', text: typed, unmodifiedText: typed });
      await keys.send('Input.dispatchKeyEvent', { ...about, type: 'keyUp' });
    }
    await keys.detach();
  }

  const said = (page: Page): Promise<string> =>
    page.evaluate(() => JSON.stringify([...new FormData(document.querySelector<HTMLFormElement>('#fiche')!)]));

  test.each(Object.entries(LAYOUTS))(
    'changes no answer, marks no point and posts nothing, wherever the focus is: a computer with %s',
    async (_, layout) => {
      const { karim, code, posted, field } = await atSheet(true);
      const { page } = karim;
      await karim.choose(POINTS[0]!, 'ko');
      await karim.fill({ system_name: 'Debian', password: 'quatre ' });
      const before = await said(page);
      const address = page.url();
      const everywhere = [
        field(POINTS[0]!).first(),
        field(POINTS[1]!).first(),
        field('system_name'),
        field('password'),
        page.getByRole('button', { name: 'Tout le reste est bon' }),
        page.getByRole('button', { name: 'Signer la fiche' }),
        page.getByRole('link', { name: 'Retour' }),
      ];
      for (const scanned of [`BN-${code.slice(0, 4)}-${code.slice(4)}`, code, `HTTPS://BANQUE.EXAMPLE.FR/E/${code}`])
        for (const place of everywhere) {
          await place.focus();
          await scan(page, scanned, layout);
          expect([scanned, await said(page), page.url(), posted]).toEqual([scanned, before, address, []]);
        }
      // A machine's own number is no code of ours: it is no system either.
      await field('system_name').focus();
      await scan(page, 'PF3XK27Q', layout);
      expect([await said(page), posted]).toEqual([before, []]);
      expect(karim.found).toEqual([]);
    },
  );

  test('by hand, Enter sends nothing from the system, and signs from the passphrase', async () => {
    const { karim, code, posted, field } = await atSheet(true);
    for (const point of POINTS) await karim.choose(point, 'ok');
    await karim.fill({ system_name: 'Linux Mint 22' });
    await karim.page.keyboard.press('Enter');
    expect(posted).toEqual([]);
    await field('password').fill(DEMO_PASSWORD);
    await karim.arriveBy(() => karim.page.keyboard.press('Enter'));
    expect(posted).toEqual([`/atelier/${code}/test`]);
    expect(await signed(code)).toEqual(['Linux Mint 22']);
  });

  test('without scripts, Enter signs or is refused: no point is marked, and what was typed stays', async () => {
    const { karim, code, posted, field } = await atSheet(false);
    const sheet = `/atelier/${code}/test`;
    for (const point of POINTS.slice(1)) await karim.choose(point, 'ok');
    await field('system_name').fill('Linux Mint 22');
    await karim.arriveBy(() => karim.page.keyboard.press('Enter'));
    expect(await karim.text()).toContain('Répondez au point');
    expect(await karim.page.locator(`input[name=${POINTS[0]}]:checked`).count()).toBe(0);
    expect(await field('system_name').inputValue()).toBe('Linux Mint 22');
    await karim.choose(POINTS[0]!, 'ok');
    await field('password').fill(DEMO_PASSWORD);
    await field('system_name').fill(`BN-${code.slice(0, 4)}-${code.slice(4)}`);
    await karim.arriveBy(() => karim.page.keyboard.press('Enter'));
    expect(await karim.text()).toContain('C’est le code d’une étiquette.');
    expect(await signed(code)).toEqual([]);
    await field('system_name').fill('Linux Mint 22');
    await field('password').fill(DEMO_PASSWORD);
    await karim.arriveBy(() => karim.page.keyboard.press('Enter'));
    expect(await signed(code)).toEqual(['Linux Mint 22']);
    expect(posted).toEqual([sheet, sheet, sheet]);
  });
});
