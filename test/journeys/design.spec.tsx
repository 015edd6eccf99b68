import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { loadAssets, renderPage } from '#platform/ui';
import { Gallery, openPages } from '../gallery/gallery.js';
import { galleryView } from '../gallery/view.js';
import { AxeEye } from '../support/browser/axe.js';
import { openBrowser } from '../support/browser/browser.js';
import { needs } from '../support/runner/tools.js';

const eye = new AxeEye();
const CSP = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'";
const names = Object.keys(Gallery);

/** The gallery over HTTP, under the policy of the real pages. */
function serve(): Server {
  const files = loadAssets();
  return createServer((req, res) => {
    const path = new URL(req.url!, 'http://gallery').pathname;
    const file = files.get(path);
    if (file) return void res.writeHead(200, { 'content-type': file.type }).end(file.body);
    const node = Gallery[path.slice(1)];
    if (!node) return void res.writeHead(404).end();
    const view = path.slice(1) in openPages ? { ...galleryView, person: null, nav: [] } : galleryView;
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP });
    res.end(renderPage(view, node()));
  });
}

needs('chromium', 'the design system in a browser', () => {
  let browser: Browser;
  let server: Server;
  let base: string;

  beforeAll(async () => {
    server = serve().listen(0, '127.0.0.1');
    browser = await openBrowser();
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  async function open(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ baseURL: base, locale: 'fr-FR', ...options });
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  }

  const looks: [string, BrowserContextOptions][] = [
    ['a phone', { viewport: { width: 360, height: 740 } }],
    ['a phone in the dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
    ['a desk', { viewport: { width: 1280, height: 860 } }],
  ];

  it.each(looks)('has no violation that axe sees, on %s', async (_, options) => {
    await open(options, async (page) => {
      const found: string[] = [];
      page.on(
        'console',
        (message) => void (message.type() === 'error' && found.push(`${page.url()} ${message.text()}`)),
      );
      for (const name of names) {
        await page.goto(`/${name}`);
        const violations = await eye.faultsOf(page);
        found.push(...violations.map((violation) => `${name}: ${violation}`));
      }
      expect(found).toEqual([]);
    });
  });

  it('never scrolls sideways at 320 px, and everything that is pressed is 48 px high', async () => {
    await open({ viewport: { width: 320, height: 640 } }, async (page) => {
      const found: string[] = [];
      for (const name of names) {
        await page.goto(`/${name}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) found.push(`${name}: ${over} px too wide`);
        const small = await page.evaluate(() =>
          [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
            // A link inside a sentence is as high as its line; the skip link is above the page until it has the focus.
            .filter((e) => e.checkVisibility() && !e.matches('.skip, p a, dd a, li li a, .table a'))
            .map((e) => [e.outerHTML.slice(0, 80), (e.closest('label') ?? e).getBoundingClientRect().height] as const)
            .filter(([, height]) => height < 48)
            .map(([html, height]) => `${html} ${height}`),
        );
        found.push(...small.map((what) => `${name}: ${what}`));
      }
      expect(found).toEqual([]);
    });
  });

  it('sends a form once however often its button is pressed, and says so', async () => {
    await open({}, async (page) => {
      await page.goto('/fault');
      const seen = await page.evaluate(() => {
        const sent: boolean[] = [];
        document.addEventListener('submit', (event) => {
          sent.push(!event.defaultPrevented);
          event.preventDefault();
        });
        const button = document.querySelector<HTMLButtonElement>('form button')!;
        button.click();
        button.click();
        return { sent, says: button.textContent };
      });
      expect(seen).toEqual({ sent: [true, false], says: 'Envoi…' });
    });
  });

  it('reads what is wrong first, and leads to the field', async () => {
    await open({}, async (page) => {
      await page.goto('/form');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
      await page.getByRole('link', { name: /déjà celui de/ }).click();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('serie');
    });
  });

  it('draws a signature, and offers paper where there is no script', async () => {
    await open({ viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto('/sign', { waitUntil: 'networkidle' });
      const canvas = page.locator('canvas');
      const box = (await canvas.boundingBox())!;
      await page.mouse.move(box.x + 30, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + 140, box.y + 120, { steps: 6 });
      await page.mouse.up();
      expect(await page.locator('input[name=signature]').inputValue()).toMatch(/^data:image\/png;base64,/);
      await page.getByRole('button', { name: 'Recommencer' }).click();
      expect(await page.locator('input[name=signature]').inputValue()).toBe('');
      expect(await page.getByLabel('Photo du papier signé').isVisible()).toBe(false);
    });
    await open({ javaScriptEnabled: false }, async (page) => {
      await page.goto('/sign');
      expect(await page.locator('canvas').isVisible()).toBe(false);
      expect(await page.getByLabel('Photo du papier signé').isVisible()).toBe(true);
    });
  });
});
