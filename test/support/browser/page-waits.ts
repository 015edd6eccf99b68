import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_PASSWORD } from '#bank/demo';
import { MARGIN_MS, PATIENCE } from '../../../libs/platform/database/connections/patience.js';
import type { Bank } from '../faults/torture.js';

/** So long somebody waits for a page at most: for a connection, for an answer on it, and for a machine that has other things to do. */
export const LONGEST_PAGE_MS = PATIENCE.page.connection + PATIENCE.page.statement + MARGIN_MS + 8_000;

/** Somebody who looks at one page after another, whatever happens, and how long each took to come or to be refused. */
export class PageWaits {
  /** When each was asked for, and for how long. */
  readonly #waits: { readonly at: number; readonly ms: number }[] = [];
  /** When the one that is waited for now was asked for. */
  #asked: number | null = null;

  private constructor(
    private readonly bank: Bank,
    private readonly cookie: string,
  ) {}

  static async signedIn(bank: Bank): Promise<PageWaits> {
    const answer = await fetch(`${bank.url()}/connexion`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ email: 'leila@demo.example', password: DEMO_PASSWORD }),
    });
    if (answer.status !== 303) throw new Error(`nobody signed in: ${answer.status}`);
    return new PageWaits(bank, (answer.headers.get('set-cookie') ?? '').split(';')[0]!);
  }

  /** Looks until it is over. @throws when a page is neither given nor refused for a moment */
  async look(over: () => boolean): Promise<void> {
    const { bank, cookie } = this;
    while (!over()) {
      const at = Date.now();
      this.#asked = at;
      const page = await fetch(`${bank.url()}/appareils`, { headers: { cookie }, redirect: 'manual' }).catch(
        () => null,
      );
      await page?.text().catch(() => '');
      this.#asked = null;
      this.#waits.push({ at, ms: Date.now() - at });
      if (page && ![200, 429, 503].includes(page.status)) throw new Error(`a page: ${page.status}`);
      await pause(200);
    }
  }

  /** The longest of those that came since then, or are waited for, in milliseconds. */
  longestSince(from: number): number {
    const now = this.#asked === null ? 0 : Date.now() - this.#asked;
    return Math.max(now, ...this.#waits.filter(({ at, ms }) => at + ms >= from).map(({ ms }) => ms));
  }
}
