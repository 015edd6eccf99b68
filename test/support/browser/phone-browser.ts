import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { programOf } from '../runner/tools.js';
import { bounded } from '../servers/eventually.js';
import { Browsing, PHONE } from './browsing.js';

const FLAGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--lang=fr-FR',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** A browser with a disk of its own, that can be killed in the middle and started again, as a phone out of battery. */
export class PhoneBrowser {
  private process: ChildProcess | null = null;
  private browser: Browser | null = null;

  private constructor(
    private readonly disk: string,
    private readonly baseURL: string,
  ) {}

  static async new(baseURL: string): Promise<PhoneBrowser> {
    return new PhoneBrowser(await mkdtemp(join(tmpdir(), 'bn-phone-')), baseURL);
  }

  /** Starts the browser, on what its disk holds. */
  async start(): Promise<Browsing> {
    const child = spawn(programOf('chromium')!, [...FLAGS, `--user-data-dir=${this.disk}`, 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.process = child;
    const listening = new Promise<string>((done, fail) => {
      let said = '';
      child.once('exit', () => fail(new Error(`chromium did not start: ${said}`)));
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /DevTools listening on (ws:\S+)/.exec(said);
        if (found) done(found[1]!);
      });
    });
    const endpoint = await bounded('the address of chromium', listening);
    this.browser = await chromium.connectOverCDP(endpoint);
    const [context] = this.browser.contexts();
    const page = context!.pages()[0] ?? (await context!.newPage());
    await page.setViewportSize(PHONE);
    return Browsing.on(page, this.baseURL);
  }

  /** Kills every process of the browser at once: nothing is told, nothing is put away. */
  async kill(): Promise<void> {
    const { process: child, browser } = this;
    this.process = null;
    if (!child?.pid) return;
    const ended = new Promise((done) => child.once('close', done));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
    await browser?.close().catch(() => undefined);
  }

  async throwAway(): Promise<void> {
    await this.kill();
    await rm(this.disk, { recursive: true, force: true, maxRetries: 5 });
  }
}
