import type { Page } from 'playwright-core';
import type { Browsing } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { DeskGround } from '../support/things/desk.js';

/** How long a person takes, in seconds (keystroke-level model, Card, Moran & Newell; a tap on a phone as one pointing). */
const KEY = 0.3;
const TAP = 1.2;
/** Scanning a label: aim, wait for the beep. */
const SCAN = 2;
/** Taking the next device, turning it over, finding what to type. */
const HANDLING = 5;
const DEVICES = 10;
const LIMIT = 180;

const serial = (n: number): string => `5CG8${String(1000 + n)}`;

needs('chromium', 'ten devices at the desk', () => {
  let ground: DeskGround;
  const problems: string[] = [];

  beforeAll(async () => {
    ground = await DeskGround.open();
  });
  afterAll(async () => {
    await ground?.close();
    expect(problems).toEqual([]);
  });
  jest.setTimeout(90_000);

  /** Counts what fingers really do: trusted keys and presses. */
  async function counting(page: Page): Promise<() => Promise<{ keys: number; taps: number }>> {
    await page.evaluate(() => {
      const count = { keys: 0, taps: 0 };
      Object.assign(globalThis, { count });
      addEventListener('keydown', (e) => void (e.isTrusted && count.keys++), true);
      addEventListener('pointerdown', (e) => void (e.isTrusted && count.taps++), true);
    });
    return () =>
      page.evaluate(() => ({ ...(globalThis as unknown as { count: { keys: number; taps: number } }).count }));
  }
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent?.trim());
  const said = (one: Browsing, text: string) => one.page.locator('[data-say]').getByText(text).first().waitFor();
  const press = (one: Browsing, name: string) =>
    one.page.locator('main').getByRole('button', { name, exact: true }).click();

  async function desk(): Promise<{ one: Browsing; donation: string }> {
    const donation = await ground.donation();
    const { one } = await ground.phone();
    await one.go(`/dons/${donation}/appareils/nouveau`);
    await one.page.waitForLoadState('networkidle');
    return { one, donation };
  }

  test('different ones, typed with a finger: in less than three minutes', async () => {
    const { one, donation } = await desk();
    const { page } = one;
    await press(one, 'Enregistrer');
    await page.getByText('Choisissez le type d’appareil.').first().waitFor();
    // What was logged here before is offered from the second device on.
    await one.fill({ category: ['laptop'], serial: serial(99), make: 'HP', model: 'ProBook 450' });
    await press(one, 'Enregistrer');
    await said(one, 'Enregistré');
    await page.reload();
    await page.waitForLoadState('networkidle');
    const count = await counting(page);
    for (let n = 0; n < DEVICES; n += 1) {
      await page.locator('[data-say]').evaluate((e) => e.replaceChildren());
      await one.choose('category', 'laptop');
      await one.choose('condition', n % 2 ? 'works' : 'worn');
      await page.locator('input[name=serial]').click();
      await page.keyboard.type(serial(n));
      await page.getByRole('button', { name: 'HP ProBook 450' }).click();
      expect(await focused(page)).toBe('Enregistrer');
      await press(one, 'Enregistrer');
      await said(one, 'Enregistré');
      expect(await focused(page)).toBe('code');
    }
    const { keys, taps } = await count();
    const seconds = keys * KEY + taps * TAP + DEVICES * HANDLING;
    expect({ keys, taps, quick: seconds < LIMIT, seconds }).toMatchObject({ taps: 5 * DEVICES, quick: true });
    expect(await ground.serials(donation)).toHaveLength(DEVICES + 1);
    problems.push(...one.found);
  });

  test('a pile of equal ones with a scanner: two scans each, and not a finger', async () => {
    const { one, donation } = await desk();
    const { page } = one;
    const codes = await ground.labels(DEVICES);
    const scan = async (text: string) => {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    expect(await focused(page)).toBe('code');
    // The first: its label, then what all of them are, by keyboard alone.
    await scan(`HTTPS://BANQUE.EXAMPLE.FR/E/${codes[0]}`);
    expect(await focused(page)).toBe('category');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('condition');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('serial');
    await scan(serial(100));
    expect(await focused(page)).toBe('make');
    await page.keyboard.type('Dell');
    await press(one, 'Puis le même encore');
    const count = await counting(page);
    for (let n = 1; n < DEVICES; n += 1) {
      await page.getByRole('heading', { name: 'Le même encore' }).waitFor();
      await said(one, 'Enregistré');
      await page.locator('[data-say]').evaluate((e) => e.replaceChildren());
      expect(await focused(page)).toBe('code');
      await scan(codes[n]!);
      expect(await focused(page)).toBe('serial');
      await scan(serial(100 + n));
    }
    await said(one, 'Enregistré');
    expect((await count()).taps).toBe(0);
    expect(DEVICES * (2 * SCAN + HANDLING)).toBeLessThan(LIMIT);
    expect(await ground.serials(donation)).toEqual(Array.from({ length: DEVICES }, (_, n) => serial(100 + n)));
    problems.push(...one.found);
  });

  test('a label read where the serial is asked goes to its own field', async () => {
    const { one } = await desk();
    const [code = ''] = await ground.labels(1);
    await one.page.locator('input[name=serial]').focus();
    await one.page.keyboard.type(`https://banque.example.fr/E/${code}`);
    await one.page.keyboard.press('Enter');
    expect(await one.page.inputValue('input[name=code]')).toContain(code);
    expect(await one.page.inputValue('input[name=serial]')).toBe('');
    problems.push(...one.found);
  });
});
