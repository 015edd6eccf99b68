import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '#bank/demo';
import type { Bank } from './torture.js';

/** A disk has room for a few rows more in pages that are there already. */
const TRIES = 400;

/** Somebody of the bank at a browser, and a program, while the disk is full. */
export class FullDisk {
  private constructor(
    private readonly bank: Bank,
    private readonly cookie: string,
    private readonly organisation: string,
  ) {}

  static async signedIn(bank: Bank): Promise<FullDisk> {
    const answer = await fetch(`${bank.url()}/connexion`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ email: 'leila@demo.example', password: DEMO_PASSWORD }),
    });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0]!;
    const page = await (await fetch(`${bank.url()}/compte`, { headers: { cookie } })).text();
    const organisation = /name="_org" value="([^"]+)"/.exec(page)?.[1];
    if (!organisation) throw new Error(`nobody signed in: ${answer.status}`);
    return new FullDisk(bank, cookie, organisation);
  }

  /** One device more, by a program. */
  write(): Promise<Response> {
    return fetch(`${this.bank.url()}/api/v1/donations/${this.bank.donation}/devices`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.bank.tokens[0]}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        category: 'laptop',
        make: 'Dell',
        model: 'Latitude',
        serial: randomUUID(),
        condition: 'works',
      }),
    });
  }

  async system(): Promise<string> {
    return (await fetch(`${this.bank.url()}/gestion/systeme`, { headers: { cookie: this.cookie } })).text();
  }

  /** What a program, a form and a form with a file are answered, once there is no space for them. */
  async refused(): Promise<{ problem: unknown; retryAfter: string | null; page: string; upload: string }> {
    const program = await this.untilFull(() => this.write());
    let n = 0;
    const form = await this.untilFull(() => {
      const name = `Atelier du Pont plein ${n++}`;
      return this.post('/gestion/organisations', new URLSearchParams({ kind: 'structure', name }));
    });
    const upload = new FormData();
    upload.set('sheet', new Blob(['a;b\n'.repeat(100_000)]), 'parc.csv');
    upload.set('note', 'à garder');
    const file = await this.post(`/dons/${this.bank.donation}/fichiers`, upload);
    return {
      problem: JSON.parse(program.text),
      retryAfter: form.retryAfter,
      page: form.text,
      upload: await file.text(),
    };
  }

  private post(path: string, form: URLSearchParams | FormData): Promise<Response> {
    form.set('_org', this.organisation);
    form.set('_key', randomUUID());
    const headers = { cookie: this.cookie, 'sec-fetch-site': 'same-origin' };
    return fetch(this.bank.url() + path, { method: 'POST', redirect: 'manual', headers, body: form });
  }

  /**
   * Asks until a 503 speaks of space. Postgres may stop for a moment when its own log finds no room: meanwhile the bank is busy, which is true and
   * not what is asked here.
   */
  private async untilFull(ask: () => Promise<Response>): Promise<{ text: string; retryAfter: string | null }> {
    for (let n = 0; n < TRIES; n++) {
      const answer = await ask();
      const text = await answer.text();
      if (answer.status === 503 && !text.includes('request.busy'))
        return { text, retryAfter: answer.headers.get('retry-after') };
    }
    throw new Error('the disk is not full');
  }
}
