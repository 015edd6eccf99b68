import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '#bank/demo';
import { bounded } from '../servers/eventually.js';
import { AxeEye } from './axe.js';

/** Of everybody who is at a browser in a suite: what one has looked at, the next need not. */
const eye = new AxeEye();
const PICTURES = join(import.meta.dirname, '../../../docs/images');
export const PHONE = { width: 360, height: 780 };
export const TABLET = { width: 1024, height: 768 };
export const DESK = { width: 1280, height: 860 };

/**
 * Somebody at a browser: presses, follows, fills, and looks at each page they pass with axe. What is wrong on a page is
 * kept in `found`, so that a journey says all of it at its end.
 */
export class Browsing {
  readonly found: string[] = [];
  readonly passed = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly scripts: boolean,
    private readonly baseURL = '',
  ) {
    page.on('response', (r) => void (r.status() >= 500 && this.found.push(`${r.status()} ${r.url()}`)));
    page.on('pageerror', (error) => void this.found.push(`${page.url()} ${error.message}`));
  }

  static async open(browser: Browser, baseURL: string, options: BrowserContextOptions = {}): Promise<Browsing> {
    const context = await browser.newContext({ baseURL, locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options });
    context.setDefaultTimeout(60_000);
    return new Browsing(await context.newPage(), options.javaScriptEnabled ?? true);
  }

  /** Somebody at a page that is open already, of a browser without an address of its own. */
  static on(page: Page, baseURL: string): Browsing {
    page.setDefaultTimeout(60_000);
    return new Browsing(page, true, baseURL);
  }

  /** Opens a window and signs in. */
  static async as(
    browser: Browser,
    baseURL: string,
    person: string,
    options: BrowserContextOptions = {},
  ): Promise<Browsing> {
    const one = await Browsing.open(browser, baseURL, options);
    await one.go('/connexion');
    await one.fill({ email: `${person}@demo.example`, password: DEMO_PASSWORD });
    await one.press('Se connecter');
    return one;
  }

  /** Opens an address, and looks at it. Gives the status of the answer. */
  async go(path: string): Promise<number> {
    const answer = await this.page.goto(this.baseURL + path);
    await this.look();
    return answer?.status() ?? 0;
  }

  /** Presses a button of this name, and looks at the page that comes. */
  async press(name: string | RegExp, within = 'main'): Promise<void> {
    await this.arriveBy(() => this.page.locator(within).getByRole('button', { name }).first().click());
  }

  async follow(name: string | RegExp, within = 'main'): Promise<void> {
    await this.arriveBy(() => this.page.locator(within).getByRole('link', { name }).first().click());
  }

  /** Fills fields by the names of the form; a list of one name's values is chosen as boxes or radios, as fingers do. */
  async fill(fields: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      // Whoever signed the same act in the last ten minutes is not asked for the password again.
      if (name === 'password' && (await this.page.locator('main [name=password]').count()) === 0) continue;
      // Of a new password that can be shown, the second field is hidden and follows the first.
      if (name === 'again' && !(await this.page.locator('main [name=again]').isVisible())) continue;
      if (typeof value !== 'string') for (const one of value) await this.choose(name, one);
      else await this.page.locator(`main [name="${name}"]:not([type=hidden])`).first().fill(value);
    }
  }

  async choose(name: string, value: string): Promise<void> {
    const input = this.page.locator(`input[name="${name}"][value="${value}"]`);
    await this.page.locator('label').filter({ has: input }).first().click();
  }

  async select(name: string, label: string): Promise<void> {
    await this.page.locator(`select[name="${name}"]`).selectOption({ label });
  }

  async attach(name: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator(`input[type=file][name="${name}"]`).setInputFiles(file);
  }

  /** What is seen of the page, with its line ends; French spaces are plain ones. */
  async text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what counts is what is shown
    return (await this.page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
  }

  /** The id in the address of the page. */
  get id(): string {
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(this.page.url())?.[0];
    if (!id) throw new Error(`no id in ${this.page.url()}`);
    return id;
  }

  /** A picture for the documentation, when this run is asked to make them. */
  async picture(name: string): Promise<void> {
    if (process.env.BN_SCREENSHOTS !== '1') return;
    await this.page.evaluate(() => document.fonts.ready);
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`), scale: 'css', animations: 'disabled' });
  }

  async arriveBy(action: () => Promise<unknown>): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await action();
    await loaded;
    await this.look();
  }

  /** What axe sees, and whether anything sticks out. A page that refreshes itself is looked at again. */
  async look(): Promise<void> {
    this.passed.add(new URL(this.page.url()).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[2-9A-HJKMNP-Z]{7}/g, '…'));
    if (!this.scripts) return;
    for (let tries = 3; tries > 0; tries -= 1) {
      try {
        this.found.push(...(await bounded(`a look at ${this.page.url()}`, violations(this.page))));
        return;
      } catch (error) {
        if (tries === 1 || !/context was destroyed|navigation/i.test(String(error))) throw error;
        await this.page.waitForLoadState();
      }
    }
  }
}

async function violations(page: Page): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const seen = [...(await eye.faultsOf(page)), ...(wide > 0 ? [`${wide} px too wide`] : [])];
  return seen.map((what) => `${page.url()} ${what}`);
}
