import type { Browser, Page } from 'playwright-core';
import { needs } from '../runner/tools.js';
import { AxeEye } from './axe.js';
import { openBrowser } from './browser.js';

const page = (body: string) =>
  `<!doctype html><html lang="fr"><head><title>Essai</title></head><body><main><h1>Essai</h1>${body}</main></body></html>`;

needs('chromium', 'a look with axe', () => {
  let browser: Browser;
  let tab: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    tab = await browser.newPage();
  });
  afterAll(() => browser?.close());

  it.each([
    [
      'a field without its label',
      '<label for="a">Nom</label><input id="a">',
      '<label for="b">Nom</label><input id="a">',
    ],
    ['a link without words', '<a href="/">Voir</a>', '<a href="/"></a>'],
    ['a picture without words', '<img alt="Un poste" src="data:,">', '<img src="data:,">'],
    [
      'an id that stands twice',
      '<p id="a">1</p><input aria-label="n" aria-describedby="a">',
      '<p id="a">1</p><p id="a">1</p><input aria-describedby="a">',
    ],
    ['a heading that skips', '<h2>1</h2><h3>2</h3>', '<h4>1</h4><h3>2</h3>'],
    [
      'grey on grey',
      '<style>.faint{color:#777;background:#888}</style><p>Un poste</p>',
      '<style>.faint{color:#777;background:#888}</style><p class="faint">Un poste</p>',
    ],
    [
      'buttons too small for a finger',
      '<style>.s{width:24px;height:24px;padding:0}</style><button class="s">1</button><button class="s">2</button>',
      '<style>.s{width:12px;height:12px;padding:0}</style><button class="s">1</button><button class="s">2</button><i></i>',
    ],
    ['a role that is none', '<p role="note">1</p>', '<p role="nothing">1</p>'],
    ['a button named by nothing', '<button aria-label="Fermer"></button>', '<button aria-label=""></button>'],
  ])('%s is seen after a page that looks the same', async (_, right, wrong) => {
    const eye = new AxeEye();
    await tab.setContent(page(right));
    expect(await eye.faultsOf(tab)).toEqual([]);
    await tab.setContent(page(wrong));
    expect(await eye.faultsOf(tab)).not.toEqual([]);
    // A fault is told each time.
    expect(await eye.faultsOf(tab)).not.toEqual([]);
  });

  it('is shared by all of a run, what was right with a rule less is not right with it', async () => {
    const faint = '<style>.pale{color:#777;background:#888}</style><p class="pale">Un poste</p>';
    const without = ['color-contrast'];
    const look = async (without: readonly string[]) => {
      const another = await browser.newPage();
      await another.setContent(page(faint));
      const faults = await new AxeEye().faultsOf(another, without);
      return { faults, looked: await another.evaluate(() => 'axe' in globalThis) };
    };
    expect(await look(without)).toEqual({ faults: [], looked: true });
    expect(await look(without)).toEqual({ faults: [], looked: false });
    expect((await look([])).faults).toEqual([expect.stringContaining('color-contrast')]);
  });
});
