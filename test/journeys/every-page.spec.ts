import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { STORY_PASSWORD, tellStory } from '#story';
import { type TestApp, testApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { needs } from '../support/tools.js';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Where to leave a picture of every page, to be looked at; nowhere by default. */
const PICTURES = process.env.BN_PICTURES;
/** Of each kind of page (its address without ids, codes and filters) so many are looked at. */
const OF_A_KIND = 2;

/** A page's kind: two devices are one kind, two rooms are not. */
const kindOf = (address: string): string =>
  address
    .split('?')[0]!
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/(?<=\/)(BN-)?[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{3}(?=\/|$)/g, ':code')
    .replace(/\/[\w-]{40,}/g, '/:secret');

/** What is wrong with the page one stands on. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1))
    faults.push('scrolls sideways');
  if ((await page.locator('h1').count()) !== 1) faults.push('has not one first heading');
  if (!(await page.title()).includes('Banque du Numérique')) faults.push('has no title of its own');
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map((v) => `axe ${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
  });
  return [...faults, ...found];
}

needs('chromium', 'every page that a person can reach', () => {
  let t: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    t = await testApp({ listen: true, work: true });
    await tellStory(t.app);
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  async function signedIn(person: string, width: number): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: t.url, locale: 'fr-FR', viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.goto('/connexion');
    await page.fill('[name=email]', `${person}@demo.example`);
    await page.fill('[name=password]', STORY_PASSWORD);
    await page.click('main button[type=submit]');
    await page.waitForURL((url) => url.pathname === '/');
    await page.close();
    return context;
  }

  /** Follows the links from the home page, a few pages of each kind. */
  async function walk(
    context: BrowserContext,
    person: string,
    width: number,
  ): Promise<{ faults: string[]; kinds: Set<string> }> {
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    const faults: string[] = [];
    const kinds = new Map<string, number>();
    const seen = new Set(['/']);
    const ahead = ['/'];
    for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
      const kind = kindOf(address);
      if ((kinds.get(kind) ?? 0) >= OF_A_KIND) continue;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      const answer = await page.goto(address);
      const wrong = answer && answer.status() >= 400 ? [`answers ${answer.status()}`] : await faultsOf(page);
      faults.push(...[...wrong, ...said.splice(0)].map((fault) => `${address} (${width}): ${fault}`));
      if (PICTURES) await picture(page, person, kind, width);
      const links = await page.evaluate(() =>
        [...document.querySelectorAll('a[href]')].map((a) => (a as HTMLAnchorElement).href),
      );
      for (const link of links) {
        const url = new URL(link);
        const next = url.pathname + url.search;
        if (url.origin !== t.url || seen.has(next) || /\.(pdf|csv|json|svg)$/.test(url.pathname)) continue;
        seen.add(next);
        ahead.push(next);
      }
    }
    await page.close();
    return { faults, kinds: new Set(kinds.keys()) };
  }

  async function picture(page: Page, person: string, kind: string, width: number): Promise<void> {
    mkdirSync(PICTURES!, { recursive: true });
    const name = `${person}-${kind.replace(/[^a-z]+/gi, '-').replace(/^-|-$/g, '') || 'accueil'}-${width}.png`;
    await page.screenshot({ path: join(PICTURES!, name), fullPage: true });
  }

  test.each(['leila', 'aude', 'karim', 'moussa', 'ines', 'paul', 'sacha'])(
    '%s: each answers, fits a phone and a desk, and axe finds nothing',
    async (person) => {
      const context = await signedIn(person, 1280);
      const desk = await walk(context, person, 1280);
      await context.close();
      const pocket = await signedIn(person, 360);
      const phone = await walk(pocket, person, 360);
      await pocket.close();
      expect([...desk.faults, ...phone.faults]).toEqual([]);
      expect(desk.kinds.size).toBeGreaterThan(1);
    },
    240_000,
  );
});
