import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '#bank/demo';
import { AxeEye } from '../support/browser/axe.js';
import { openBrowser } from '../support/browser/browser.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** Where to leave a picture of every page, to be looked at; nowhere by default. */
const PICTURES = process.env.BN_PICTURES;
/** The first, who sees most, looks at two pages of a kind that has many (devices, requests…), each other at one. */
const PEOPLE = ['leila', 'aude', 'karim', 'moussa', 'ines', 'paul', 'nora', 'sacha'];
const OF_A_KIND = 2;
/** So many different pages the first of them is led to at least. */
const SIXTY = 60;
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
/** Of its HTML, compressed: what a telephone has before it in a second. */
const MOST_BYTES = 60_000;
/** Where a table is still a table, with the least room for it. */
const TABLET = { width: 640, height: 900 };
/** The gallery's parts are looked at for their colours on a phone, light and dark (`design.spec.tsx`). */
const NOT_ON_A_PHONE = ['color-contrast'];

/** A page's kind: two devices are one kind, two rooms are not. */
const kindOf = (address: string): string =>
  address
    .split('?')[0]!
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/(?<=\/)(BN-)?[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{3}(?=\/|$)/g, ':code')
    .replace(/\/[\w-]{40,}/g, '/:secret');

/** What of a page's tables is cut, has to be drawn sideways into sight, or is not met by whoever presses it in its middle: a link that lies under another leads elsewhere. */
const wrongInTables = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const frames = [...document.querySelectorAll('.table-frame')].filter((f) => f.scrollWidth > f.clientWidth + 1);
    const cells = [
      ...document.querySelectorAll('.table :is(.cell > *, :is(th, td) > div, :is(th, td) > div *)'),
    ].filter((e) => {
      // `short` is cut on purpose: the thing's own page says it whole.
      const cuts = getComputedStyle(e).overflowX !== 'visible' && e.clientWidth > 2 && !e.matches('.short > *');
      return cuts && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2);
    });
    const covered = [...document.querySelectorAll<HTMLElement>('.table :is(a, button)')].filter((e) => {
      e.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = e.getClientRects()[0];
      if (!box || box.width < 4) return false;
      const met = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return met?.closest('a, button') !== e;
    });
    window.scrollTo({ top: 0, behavior: 'instant' });
    const said = (what: string) => (e: Element) => `${what}: ${e.textContent?.trim()}`;
    return [
      ...frames.map(() => 'a table wider than its frame'),
      ...cells.map(said('cut')),
      ...covered.map(said('covered')),
    ];
  });

/** What the forms that ask for a list, or a thing, answer when they are sent as they stand: each once. */
const askedAsTheyStand = (page: Page, known: string[]): Promise<{ asked: string[]; faults: string[] }> =>
  page.evaluate(async (known) => {
    const asked: string[] = [];
    const faults: string[] = [];
    for (const form of document.querySelectorAll<HTMLFormElement>('form[method=get]')) {
      const says = new URLSearchParams(
        [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]),
      );
      const one = `${new URL(form.action).pathname} ${[...says.keys()].join()}`;
      if (known.includes(one) || asked.includes(one) || (!form.noValidate && !form.checkValidity())) continue;
      asked.push(one);
      const { status } = await fetch(`${new URL(form.action).pathname}?${says}`);
      if (status >= 400) faults.push(`a form that is sent as it stands answers ${status}: ${one}`);
    }
    return { asked, faults };
  }, known);

/** Forms in which Enter in a field presses a button that does something else than the plain one does: browsers press the first. */
const enterSendsElsewhere = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.forms].flatMap((form) => {
      const buttons = [...form.elements].filter((e): e is HTMLButtonElement => e.matches('button:not([type=button])'));
      const says = ({ name }: HTMLButtonElement) => name !== '' && name !== '_suite';
      const plain = (button: HTMLButtonElement) => !says(button) && !button.hasAttribute('formaction');
      const [first] = buttons;
      return first && !plain(first) && buttons.some(plain) ? [`Enter presses « ${first.textContent} »`] : [];
    }),
  );

/** What is wrong with the page one stands on, at its size. */
async function faultsOf(page: Page, eye: AxeEye, without: readonly string[]): Promise<string[]> {
  const faults = await page.evaluate(() => [
    ...(document.documentElement.scrollWidth > window.innerWidth + 1 ? ['scrolls sideways'] : []),
    ...(document.querySelectorAll('h1').length === 1 ? [] : ['has not one first heading']),
    ...(document.title.includes('Banque du Numérique') ? [] : ['has no title of its own']),
  ]);
  return [...faults, ...(await enterSendsElsewhere(page)), ...(await eye.faultsOf(page, without))];
}

needs('chromium', 'every page that a person can reach', () => {
  let t: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    ({ t } = await testAppWith('demo', { listen: true, work: true }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  async function signedIn(person: string): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: t.url, locale: 'fr-FR', viewport: DESK });
    const page = await context.newPage();
    await page.goto('/connexion');
    await page.fill('[name=email]', `${person}@demo.example`);
    await page.fill('[name=password]', DEMO_PASSWORD);
    await page.click('main button[type=submit]');
    await page.waitForURL((url) => url.pathname === '/');
    await page.close();
    return context;
  }

  /** What was looked at: a page that says the same to several persons is looked at with the first, each person's frame on the others. */
  const looked = new Set<string>();
  const eye = new AxeEye();
  const isNew = async (page: Page): Promise<boolean> => {
    const main = await page.evaluate(() => document.querySelector('main')!.innerHTML);
    const said = main.replace(/value="[0-9a-f-]{36}"/g, '');
    return looked.size < looked.add(said).size;
  };

  /** Opens a page and looks at it on a desk and on a phone. A file that downloads is no page. */
  async function lookAt(page: Page, address: string, person: string): Promise<string[]> {
    const answer = await page.goto(address).catch((error: Error) => {
      if (error.message.includes('Download is starting')) return null;
      throw error;
    });
    if (!answer) return [];
    if (answer.status() >= 400) return [`answers ${answer.status()}`];
    if (!(await isNew(page))) return [];
    const bytes = gzipSync(await answer.body()).length;
    const faults = bytes > MOST_BYTES ? [`weighs ${bytes} bytes`] : [];
    for (const size of [DESK, TABLET, PHONE]) {
      await page.setViewportSize(size);
      const without = size === PHONE ? NOT_ON_A_PHONE : [];
      const found = size === TABLET ? [] : await faultsOf(page, eye, without);
      if (size !== PHONE) found.push(...(await wrongInTables(page)));
      faults.push(...found.map((fault) => `${size.width} px: ${fault}`));
      if (PICTURES && size !== TABLET) await picture(page, person, kindOf(address), size.width);
    }
    await page.setViewportSize(DESK);
    return faults;
  }

  /** Follows the links from the home page, a page or two of each kind. */
  async function walk(context: BrowserContext, person: string): Promise<{ faults: string[]; kinds: number }> {
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    const faults: string[] = [];
    const kinds = new Map<string, number>();
    const seen = new Set(['/']);
    const sent: string[] = [];
    const ahead = ['/'];
    for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
      const kind = kindOf(address);
      const looked = kinds.get(kind) ?? 0;
      if (looked >= (kind.includes(':') && person === PEOPLE[0] ? OF_A_KIND : 1)) continue;
      kinds.set(kind, looked + 1);
      const found = [...(await lookAt(page, address, person)), ...said.splice(0)];
      const forms = await askedAsTheyStand(page, sent);
      sent.push(...forms.asked);
      faults.push(...[...found, ...forms.faults].map((fault) => `${address}: ${fault}`));
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
    return { faults, kinds: kinds.size };
  }

  async function picture(page: Page, person: string, kind: string, width: number): Promise<void> {
    mkdirSync(PICTURES!, { recursive: true });
    const name = `${person}-${kind.replace(/[^a-z]+/gi, '-').replace(/^-|-$/g, '') || 'accueil'}-${width}.png`;
    await page.screenshot({ path: join(PICTURES!, name), fullPage: true });
  }

  test.each(PEOPLE)(
    '%s: each answers, fits a phone and a desk, and axe finds nothing',
    async (person) => {
      const context = await signedIn(person);
      const { faults, kinds } = await walk(context, person);
      await context.close();
      // Tried again, it looks again: what it found may have been the machine's.
      if (faults.length) looked.clear();
      expect(faults).toEqual([]);
      expect(kinds).toBeGreaterThan(person === PEOPLE[0] ? SIXTY : 1);
    },
    300_000,
  );
});
