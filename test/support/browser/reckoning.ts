import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Browsing } from './browsing.js';

/** What one act takes whoever works by mouse and keyboard, in seconds: a click, a key, a page that comes. */
const SECONDS = { click: 1.9, key: 0.28, page: 3 };

/**
 * Counts what a way through the program takes of people: buttons and links pressed, a scanner's trigger and a drawn signature as one each, an address
 * as the click that leads there; characters, and a key for each choice (the keyboard goes from field to field); documents shown.
 */
export class Reckoning {
  clicks = 0;
  keys = 0;
  /** The addresses of the documents shown, without their ids. */
  readonly pages: string[] = [];
  private counting = true;

  get seconds(): number {
    return Math.round(this.clicks * SECONDS.click + this.keys * SECONDS.key + this.pages.length * SECONDS.page);
  }

  /** A window in which everything counts. */
  async open(browser: Browser, baseURL: string, options: BrowserContextOptions): Promise<Browsing> {
    const one = await Browsing.open(browser, baseURL, options);
    await one.page.exposeFunction('reckon', (kind: 'clicks' | 'keys', n: number) => {
      if (this.counting) this[kind] += n;
    });
    await one.page.addInitScript(watch);
    one.page.on('domcontentloaded', (page) => {
      if (this.counting) this.pages.push(new URL(page.url()).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'));
    });
    const go = one.go.bind(one);
    one.go = (path) => {
      if (this.counting) this.clicks += 1;
      return go(path);
    };
    return one;
  }

  /** What only a test does: a mistake on purpose, a look at something. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    this.counting = false;
    try {
      return await work();
    } finally {
      this.counting = true;
    }
  }
}

/** In the page: a field that was filled at once took a key for each of its characters, unless a scanner filled it. */
function watch(): void {
  const { reckon } = window as unknown as { reckon: (kind: 'clicks' | 'keys', n: number) => void };
  const before = new WeakMap<Element, string>();
  addEventListener(
    'pointerdown',
    ({ target }) => (target as Element).closest('a, button, summary, canvas') && reckon('clicks', 1),
    true,
  );
  addEventListener(
    'input',
    ({ target }) => {
      const field = target as HTMLInputElement;
      if (field.tagName === 'SELECT' || ['checkbox', 'radio'].includes(field.type)) return reckon('keys', 1);
      const was = before.get(field) ?? field.defaultValue;
      before.set(field, field.value);
      if (field.dataset['scan'] !== undefined && field.value.length - was.length > 1) return reckon('clicks', 1);
      const added = field.value.startsWith(was) ? field.value.slice(was.length) : field.value;
      reckon('keys', field.type === 'date' ? added.replace(/-/g, '').length : added.length);
    },
    true,
  );
}
