import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { mustBeAsDescribed } from '../papers/described.js';
import type { TestApp } from '../servers/app.js';

/** What came back: enough to read a page or an API answer. */
export interface Seen {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
  json<T = Record<string, never>>(): T;
}

/** Somebody at a browser, or a program with a token: keeps cookies, carries `_org` and `_key` as the pages' forms do. */
export class Visitor {
  private cookies = new Map<string, string>();

  private constructor(
    private readonly app: TestApp,
    private readonly token: string | null,
    /** The active organisation, as forms say it. */
    public organisation: string | null,
  ) {}

  static stranger(app: TestApp): Visitor {
    return new Visitor(app, null, null);
  }

  /** Signs in through the page. @param organisation id, or `instance` for the instance administrator. */
  static async signedIn(app: TestApp, email: string, password: string, organisation: string): Promise<Visitor> {
    const visitor = new Visitor(app, null, organisation);
    const answer = await visitor.send('POST', '/connexion', { form: { email, password } });
    if (answer.status !== 303) throw new Error(`sign-in of ${email}: ${answer.status}`);
    return visitor;
  }

  /** Somebody of the demo, signed in for their organisation. */
  static as(app: TestApp, fixtures: Fixtures, person: Person): Promise<Visitor> {
    return Visitor.signedIn(app, `${person}@demo.example`, DEMO_PASSWORD, fixtures.people[person].organisationId);
  }

  /** Already signed in, by the secret of a session. */
  static withSession(app: TestApp, secret: string, organisation: string): Visitor {
    const visitor = new Visitor(app, null, organisation);
    visitor.cookies.set('bn_session', secret);
    return visitor;
  }

  static program(app: TestApp, token: string): Visitor {
    return new Visitor(app, token, null);
  }

  /** What a cookie of theirs holds. */
  cookie(name: string): string {
    return this.cookies.get(name) ?? '';
  }

  /** What every request of theirs says of them. */
  carries(): Record<string, string> {
    return {
      'sec-fetch-site': 'same-origin',
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      ...(this.cookies.size ? { cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') } : {}),
    };
  }

  get(path: string): Promise<Seen> {
    return this.send('GET', path, {});
  }

  /** Posts a form as the page would; give `_key` to send the very same form twice. */
  post(path: string, fields: Record<string, string | string[]> = {}): Promise<Seen> {
    const form = { _key: randomUUID(), ...(this.organisation ? { _org: this.organisation } : {}), ...fields };
    return this.send('POST', path, { form });
  }

  /** Calls the API. */
  api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Seen> {
    return this.send(method, path, { json: body, headers });
  }

  /** As a machine's agent: signs in by HTTP Basic, and asks what to do. */
  agent(method: string, path: string): Promise<Seen> {
    const pair = Buffer.from(`agent:${this.token}`).toString('base64');
    const headers = { authorization: this.token ? `Basic ${pair}` : '', 'content-type': 'application/xml' };
    const payload = Buffer.from('<REQUEST><QUERY>PROLOG</QUERY><DEVICEID>essai</DEVICEID></REQUEST>');
    return this.send(method, path, { headers, ...(method === 'POST' ? { payload } : {}) });
  }

  async send(
    method: string,
    path: string,
    what: {
      form?: Record<string, string | string[]>;
      json?: unknown;
      payload?: Buffer;
      headers?: Record<string, string>;
    },
  ): Promise<Seen> {
    const headers: Record<string, string> = { ...this.carries(), ...what.headers };
    let payload: string | Buffer | undefined = what.payload;
    if (what.form) {
      headers['content-type'] = 'application/x-www-form-urlencoded';
      payload = new URLSearchParams(
        Object.entries(what.form).flatMap(([k, v]) => [v].flat().map((one): [string, string] => [k, one])),
      ).toString();
    } else if (what.json !== undefined) {
      headers['content-type'] = 'application/json';
      payload = JSON.stringify(what.json);
    }
    const answer = await this.app.inject({
      method: method as 'GET',
      url: path,
      headers,
      ...(payload !== undefined ? { payload } : {}),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat() as string[]) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const gone = attributes.some((a) => a.trim() === 'Max-Age=0');
      if (gone) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    if (
      path.startsWith('/api/v1/') &&
      /^2/.test(String(answer.statusCode)) &&
      /json/.test(String(answer.headers['content-type']))
    )
      mustBeAsDescribed(method, path, answer.body);
    return {
      status: answer.statusCode,
      text: answer.body,
      location: (answer.headers['location'] as string | undefined) ?? null,
      headers: answer.headers,
      json: () => JSON.parse(answer.body),
    };
  }
}

/** A page's text as a person types it: the spaces that French typography keeps from breaking become plain ones. */
export const readable = (seen: Pick<Seen, 'text'>): string => seen.text.replace(/[\u00a0\u202f]/g, ' ');
