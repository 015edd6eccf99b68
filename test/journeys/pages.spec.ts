import type { Browser } from 'playwright-core';
import { tellStory } from '#story';
import { type TestApp, testApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { Browsing, DESK, PHONE } from '../support/browsing.js';
import { needs } from '../support/tools.js';

const MINUTES = 60_000;

/** Pages that are the same but for what they show count once; what a role changes is looked at for each. */
const EACH_ROLE = ['/', '/appareils/…', '/lots/…', '/demandes/…', '/pannes/…', '/documents'];
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
const CODE = /(?<=\/)[2-9A-HJKMNP-Z]{7}(?=\/|$)/g;
/** Not pages: files, and links that end something. */
const NO_PAGE = /\.(?:pdf|csv|xlsx|json|txt|log)$|\/fichier$|\/api\/|\/deconnexion/;

needs('chromium', 'every page that the story’s people can reach', () => {
  let browser: Browser;
  let t: TestApp;
  const seen = new Set<string>();
  const failed: string[] = [];

  beforeAll(async () => {
    process.env.PUBLIC_URL ??= 'https://banque.example.fr';
    t = await testApp({ listen: true, work: true });
    await tellStory(t.app);
    browser = await openBrowser();
  }, 2 * MINUTES);
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  const keyOf = (address: string, person: string): string => {
    const { pathname, searchParams } = new URL(address, t.url);
    const shape = pathname.replace(ID, '…').replace(CODE, '…') + [...searchParams.keys()].map((k) => `?${k}`).join('');
    return EACH_ROLE.includes(shape) ? `${person} ${shape}` : shape;
  };

  async function walk(person: string, viewport: { width: number; height: number }): Promise<string[]> {
    const one =
      person === 'nobody'
        ? await Browsing.open(browser, t.url, { viewport })
        : await Browsing.as(browser, t.url, person, { viewport });
    const queue = person === 'nobody' ? ['/E', '/E/7K2QM4F', '/connexion'] : ['/'];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const key = keyOf(path, person);
      if (seen.has(key)) continue;
      seen.add(key);
      const status = await one.go(path);
      if (status >= 400) failed.push(`${person} ${path} ${status}`);
      const links = await one.page
        .locator('a[href]')
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
      for (const link of links) {
        const { origin, pathname, search } = new URL(link);
        if (origin === t.url && !NO_PAGE.test(pathname) && !seen.has(keyOf(link, person)))
          queue.push(pathname + search);
      }
    }
    await one.page.context().close();
    return one.found;
  }

  it.each([
    ['leila', DESK],
    ['aude', PHONE],
    ['karim', { width: 1024, height: 768 }],
    ['moussa', DESK],
    ['ines', DESK],
    ['paul', DESK],
    ['sacha', DESK],
    ['nobody', PHONE],
  ])(
    '%s: no link is broken, and axe finds nothing',
    async (person, viewport) => {
      expect(await walk(person, viewport)).toEqual([]);
      expect(failed).toEqual([]);
    },
    4 * MINUTES,
  );

  it('they are many', () => {
    expect(seen.size).toBeGreaterThan(80);
  });
});
