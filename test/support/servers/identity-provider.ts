import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { forgetProviders } from '#bank/people';
import type { Seen, Visitor } from '../browser/visitor.js';

/** Somebody at the provider. */
export interface There {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly siret?: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

/** What the provider does: see provider-process.mjs. */
interface Mood {
  readonly login?: string;
  readonly hold?: number;
  readonly broken?: boolean;
  readonly told?: object;
}

/** A provider of a test's own, in a process apart: real HTTP, real signatures. */
export class TestProvider {
  private cookies = new Map<string, string>();

  private constructor(
    readonly id: string,
    readonly issuer: string,
    private readonly process: ChildProcess,
  ) {}

  /** @param signed it tells of people in signed words, as ProConnect does */
  static async open(id: string, signed = true): Promise<TestProvider> {
    const site = process.env.PUBLIC_URL ?? 'http://banque.example.fr';
    const told = {
      redirects: [`${site}/connexion/fournisseurs/${id}/retour`],
      ends: [`${site}/connexion`],
      signed,
    };
    const script = join(__dirname, 'provider-process.mjs');
    const child = spawn(process.execPath, [script, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'ignore'] });
    const issuer = await new Promise<string>((ready, failed) => {
      child.stdout.on('data', (part) => {
        const found = /^http:\/\/127\S+/.exec(String(part));
        if (found) ready(found[0]);
      });
      child.once('exit', () => failed(new Error('the provider ended')));
    });
    return new TestProvider(id, issuer, child);
  }

  /** As the settings describe it. */
  described(more: object = {}): object {
    return {
      id: this.id,
      name: `Fournisseur ${this.id}`,
      issuer: this.issuer,
      client_id: 'banque',
      client_secret: 'un secret de test',
      scope: 'openid email siret',
      parameters: { claims: '{"id_token":{"amr":{"essential":true},"acr":{"essential":true}}}' },
      ...more,
    };
  }

  /** Who there is. */
  people(people: Readonly<Record<string, There>>): Promise<unknown> {
    return fetch(`${this.issuer}/_people`, { method: 'POST', body: JSON.stringify(people) });
  }

  mood(mood: Mood): Promise<unknown> {
    return fetch(`${this.issuer}/_mood`, { method: 'POST', body: JSON.stringify(mood) });
  }

  /** How often it was asked anything, held back or not. */
  async asked(): Promise<number> {
    return Number(await (await fetch(`${this.issuer}/_asked`)).text());
  }

  /** Has it tell `to`, from server to server, that somebody left. @returns whether it was heard */
  async leaves(to: string, sub: string, sid?: string): Promise<boolean> {
    return (await fetch(`${this.issuer}/_leave`, { method: 'POST', body: JSON.stringify({ to, sub, sid }) })).ok;
  }

  /** Somebody's browser at the provider, as this person. @returns where it sends them back: a path of ours */
  async through(address: string, login: string): Promise<string> {
    await this.mood({ login });
    this.cookies = new Map();
    return this.follow(address);
  }

  /** The whole way in, from our page to what we answer at the end. */
  async lets(who: Visitor, login: string, vers = ''): Promise<Seen> {
    const gone = await who.get(`/connexion/fournisseurs/${this.id}${vers}`);
    if (gone.status !== 303) return gone;
    return who.get(await this.through(gone.location!, login));
  }

  /** Follows what the provider answers until it leads to our site. */
  async follow(address: string): Promise<string> {
    for (let at = address; ; ) {
      const url = new URL(at);
      if (url.origin !== this.issuer) return url.pathname + url.search;
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`the provider stays: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
      at = new URL(location, at).href;
    }
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.process.once('exit', () => closed());
      this.process.kill('SIGKILL');
    });
  }
}

/** The settings of a bank that works with these. @returns how to put them back */
export function worksWith(...described: object[]): () => void {
  const before = process.env.OIDC_PROVIDERS;
  process.env.OIDC_PROVIDERS = JSON.stringify(described);
  forgetProviders();
  return () => {
    if (before === undefined) delete process.env.OIDC_PROVIDERS;
    else process.env.OIDC_PROVIDERS = before;
    forgetProviders();
  };
}

/** The bank works with a provider that is not there. @returns its id */
export function nobodysProvider(): string {
  const id = 'essai';
  worksWith({
    id,
    name: 'Essai',
    issuer: 'http://127.0.0.1:1',
    client_id: 'banque',
    client_secret: 'un secret de test',
  });
  return id;
}
